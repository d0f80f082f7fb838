noinst_LIBRARIES += indexer/libindexer.a
indexer_libindexer_a_CFLAGS = $(AM_CFLAGS) $(SECCOMP_CFLAGS) $(SQLITE_CFLAGS) $(ZSTD_CFLAGS)
indexer_libindexer_a_SOURCES = \
	indexer/account.c \
	indexer/actor.c indexer/actor.h \
	indexer/album.c indexer/album.h \
	indexer/batch.c indexer/batch.h \
	indexer/cage.c indexer/cage.h \
	indexer/chooser.c indexer/chooser.h \
	indexer/collation.c indexer/collation.h \
	indexer/command.c indexer/command.h \
	indexer/crew.c indexer/crew.h \
	indexer/fence.c indexer/fence.h \
	indexer/gather.c indexer/gather.h \
	indexer/harvest.c indexer/harvest.h \
	indexer/history.c indexer/history.h \
	indexer/intake.c indexer/intake.h \
	indexer/keyboard.c indexer/keyboard.h \
	indexer/letter.c indexer/letter.h \
	indexer/line.c indexer/line.h \
	indexer/keyframes.c indexer/keyframes.h \
	indexer/manuscript.c indexer/manuscript.h \
	indexer/marks.c \
	indexer/hindsight.c \
	indexer/miscount.c indexer/miscount.h \
	indexer/solo.c indexer/solo.h indexer/pulse.c indexer/pulse.h \
	indexer/steer.c indexer/steer.h \
	indexer/transit.c indexer/transit.h \
	indexer/unison.c indexer/unison.h \
	indexer/tall.c indexer/tall.h \
	indexer/tally.c indexer/tally.h \
	indexer/catchup.c indexer/catchup.h \
	indexer/motion.c indexer/motion.h \
	indexer/newcomer.c indexer/newcomer.h \
	indexer/nursery.c indexer/nursery.h \
	indexer/opening.c indexer/opening.h \
	indexer/overdue.c indexer/overdue.h \
	indexer/own.c \
	indexer/place.c indexer/place.h \
	indexer/program.c indexer/program.h \
	indexer/pursuit.c indexer/pursuit.h \
	indexer/query.c indexer/query.h \
	indexer/brackets.c indexer/brackets.h \
	indexer/burst.c indexer/burst.h indexer/clipping.c indexer/clipping.h indexer/correction.c indexer/correction.h indexer/document.c indexer/document.h indexer/onset.c indexer/boundary.c indexer/boundary.h indexer/draft.c indexer/drift.c indexer/held.c indexer/more.c indexer/arrival.c indexer/arrival.h indexer/became.c indexer/became.h indexer/below.c indexer/below.h indexer/clamour.c indexer/clamour.h indexer/mingled.c indexer/unseen.c indexer/unseen.h indexer/further.c indexer/further.h indexer/guest.c indexer/guise.c indexer/repaint.c indexer/repaint.h indexer/slide.c indexer/slide.h indexer/recall.c indexer/recall.h \
	indexer/presses.c indexer/presses.h \
	indexer/clause.c indexer/clause.h \
	indexer/recovery.c indexer/recovery.h \
	indexer/renewal.c indexer/renewal.h \
	indexer/scribe.c indexer/scribe.h \
	indexer/keyless.c indexer/keyless.h indexer/spurt.c indexer/spurt.h indexer/spelt.c indexer/spelt.h \
	indexer/squeeze.c indexer/squeeze.h \
	indexer/stage.c indexer/stage.h \
	indexer/echo.c indexer/echo.h indexer/edit.c indexer/edit.h indexer/standing.c indexer/leave.c indexer/verdict.c indexer/follow.c indexer/ahead.c indexer/calm.c indexer/hush.c indexer/untold.c indexer/ledger.c \
	indexer/shape.c indexer/shape.h indexer/silence.c \
	indexer/syntax.c indexer/syntax.h \
	indexer/veil.c indexer/veil.h \
	indexer/volley.c indexer/volley.h \
	indexer/worker.c indexer/worker.h \
	indexer/sql/assay.c indexer/sql/assay.h \
	indexer/sql/catalog.c indexer/sql/catalog.h \
	indexer/sql/deposit.c indexer/sql/deposit.h \
	indexer/sql/dossier.c indexer/sql/dossier.h \
	indexer/sql/erasure.c \
	indexer/sql/inventory.c \
	indexer/sql/lookup.c indexer/sql/lookup.h \
	indexer/sql/rack.c indexer/sql/rack.h \
	indexer/sql/schema.c indexer/sql/schema.h \
	indexer/sql/shorthand.c indexer/sql/shorthand.h \
	indexer/sql/sittings.c indexer/sql/sittings.h \
	indexer/sql/sql.c indexer/sql/sql.h \
	indexer/sql/trawl.c indexer/sql/trawl.h \
	indexer/sql/vocabulary.c indexer/sql/vocabulary.h \
	indexer/sql/wording.c indexer/sql/wording.h

pkglibexec_PROGRAMS += indexer/steno-index
indexer_steno_index_SOURCES = \
	indexer/indexer.c indexer/indexer.h \
	indexer/commands.c \
	indexer/dismissal.c indexer/dismissal.h \
	indexer/occupant.c indexer/occupant.h \
	indexer/indexing.c \
	indexer/reckoning.c indexer/reckoning.h \
	indexer/view.c
indexer_steno_index_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/verb/libverb.a lib/redact/libredact.a lib/trail/libtrail.a \
	lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
