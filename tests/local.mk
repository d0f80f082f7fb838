test_libs = lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)

screen_libs = lib/screen/libscreen.a lib/base/libbase.a $(VTERM_LIBS)
canvas_libs = lib/canvas/libcanvas.a $(screen_libs)
recover_libs = indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)
index_libs = indexer/libindexer.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)

check_PROGRAMS += \
	tests/unit/test_base \
	tests/unit/test_canvas \
	tests/unit/test_catalog \
	tests/unit/test_schema \
	tests/unit/test_shorthand \
	tests/unit/test_censor \
	tests/unit/test_escape \
	tests/unit/test_event \
	tests/unit/test_evidence \
	tests/unit/test_evidence_plain \
	tests/unit/test_handover \
	tests/unit/test_echo \
	tests/unit/test_json \
	tests/unit/test_keyboard \
	tests/unit/test_line \
	tests/unit/test_link \
	tests/unit/test_place \
	tests/unit/test_program \
	tests/unit/test_recover \
	tests/unit/test_recover_panes \
	tests/unit/test_recover_places \
	tests/unit/test_recover_shell \
	tests/unit/test_recover_early \
	tests/unit/test_recover_steered \
	tests/unit/test_screen \
	tests/unit/test_screen_bounds \
	tests/unit/test_screen_dump \
	tests/unit/test_screen_paint \
	tests/unit/test_screen_vterm \
	tests/unit/test_search \
	tests/unit/test_source \
	tests/unit/test_landmarks \
	tests/unit/test_recall \
	tests/unit/test_spurt \
	tests/unit/test_stage \
	tests/unit/test_statement \
	tests/unit/test_stroke \
	tests/unit/test_syntax \
	tests/unit/test_retention \
	tests/unit/test_tamper \
	tests/unit/test_trail \
	tests/unit/test_utf8 \
	tests/unit/test_voucher \
	tests/unit/test_moment \
	tests/unit/test_nursery \
	tests/unit/test_cage \
	tests/unit/test_letter \
	tests/unit/test_worker \
	tests/unit/test_seek \
	tests/unit/test_remake \
	tests/unit/test_crash \
	tests/unit/test_writer

tests_unit_test_base_SOURCES = tests/unit/test_base.c tests/unit/check.h tests/unit/texts.h
tests_unit_test_base_LDADD = $(test_libs)
tests_unit_test_json_SOURCES = tests/unit/test_json.c tests/unit/check.h tests/unit/texts.h
tests_unit_test_json_LDADD = $(test_libs)
tests_unit_test_utf8_SOURCES = tests/unit/test_utf8.c tests/unit/check.h tests/unit/texts.h
tests_unit_test_utf8_LDADD = $(test_libs)
tests_unit_test_canvas_SOURCES = tests/unit/test_canvas.c tests/unit/check.h
tests_unit_test_canvas_LDADD = $(canvas_libs)
tests_unit_test_recall_SOURCES = tests/unit/test_recall.c tests/unit/check.h
tests_unit_test_recall_LDADD = $(recover_libs)
tests_unit_test_spurt_SOURCES = tests/unit/test_spurt.c tests/unit/check.h
tests_unit_test_spurt_LDADD = $(recover_libs)
tests_unit_test_stroke_SOURCES = tests/unit/test_stroke.c tests/unit/check.h
tests_unit_test_stroke_LDADD = $(canvas_libs)
check_PROGRAMS += tests/unit/collate
tests_unit_collate_SOURCES = tests/unit/collate.c
tests_unit_collate_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_collate_LDADD = $(index_libs)
tests_unit_test_catalog_SOURCES = tests/unit/test_catalog.c tests/unit/check.h
tests_unit_test_catalog_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_catalog_LDADD = $(index_libs)
tests_unit_test_schema_SOURCES = tests/unit/test_schema.c tests/unit/check.h
tests_unit_test_schema_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_schema_LDADD = $(index_libs)
tests_unit_test_shorthand_SOURCES = tests/unit/test_shorthand.c tests/unit/check.h
tests_unit_test_shorthand_LDADD = $(index_libs)
tests_unit_test_censor_SOURCES = tests/unit/test_censor.c tests/unit/check.h
tests_unit_test_censor_LDADD = $(index_libs)
tests_unit_test_moment_SOURCES = tests/unit/test_moment.c tests/unit/check.h
tests_unit_test_moment_LDADD = $(test_libs)
tests_unit_test_search_SOURCES = tests/unit/test_search.c tests/unit/check.h \
	search/glob.c search/legible.c
tests_unit_test_search_LDADD = $(screen_libs)
tests_unit_test_escape_SOURCES = tests/unit/test_escape.c tests/unit/check.h
tests_unit_test_escape_LDADD = $(test_libs)
tests_unit_test_event_SOURCES = tests/unit/test_event.c tests/unit/check.h
tests_unit_test_event_LDADD = $(test_libs)
tests_unit_test_evidence_SOURCES = tests/unit/test_evidence.c tests/unit/check.h
tests_unit_test_evidence_LDADD = $(test_libs)
# as on a processor without SHA instructions
tests_unit_test_evidence_plain_SOURCES = $(tests_unit_test_evidence_SOURCES)
tests_unit_test_evidence_plain_CPPFLAGS = $(AM_CPPFLAGS) -DPLAIN
tests_unit_test_evidence_plain_LDADD = $(test_libs)
tests_unit_test_handover_SOURCES = tests/unit/test_handover.c tests/unit/check.h tests/unit/sample.h
tests_unit_test_handover_LDADD = $(test_libs)
tests_unit_test_echo_SOURCES = tests/unit/test_echo.c tests/unit/check.h
tests_unit_test_echo_LDADD = $(recover_libs)
tests_unit_test_keyboard_SOURCES = tests/unit/test_keyboard.c tests/unit/check.h
tests_unit_test_keyboard_LDADD = $(recover_libs)
tests_unit_test_line_SOURCES = tests/unit/test_line.c tests/unit/check.h
tests_unit_test_line_LDADD = $(recover_libs)
tests_unit_test_link_SOURCES = tests/unit/test_link.c tests/unit/check.h
tests_unit_test_link_LDADD = $(test_libs)
tests_unit_test_place_SOURCES = tests/unit/test_place.c tests/unit/check.h
tests_unit_test_place_LDADD = $(recover_libs)
tests_unit_test_program_SOURCES = tests/unit/test_program.c tests/unit/check.h
tests_unit_test_program_LDADD = $(recover_libs)
tests_unit_test_recover_SOURCES = tests/unit/test_recover.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_LDADD = $(recover_libs)
tests_unit_test_recover_panes_SOURCES = tests/unit/test_recover_panes.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_panes_LDADD = $(recover_libs)
tests_unit_test_recover_places_SOURCES = tests/unit/test_recover_places.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_places_LDADD = $(recover_libs)
tests_unit_test_recover_shell_SOURCES = tests/unit/test_recover_shell.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_shell_LDADD = $(recover_libs)
tests_unit_test_recover_early_SOURCES = tests/unit/test_recover_early.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_early_LDADD = $(recover_libs)
tests_unit_test_recover_steered_SOURCES = tests/unit/test_recover_steered.c tests/unit/check.h tests/unit/stage.h
tests_unit_test_recover_steered_LDADD = $(recover_libs)
tests_unit_test_screen_SOURCES = tests/unit/test_screen.c tests/unit/check.h tests/unit/screens.h
tests_unit_test_screen_LDADD = $(screen_libs)
tests_unit_test_screen_bounds_SOURCES = tests/unit/test_screen_bounds.c tests/unit/check.h tests/unit/screens.h
tests_unit_test_screen_bounds_LDADD = $(screen_libs)
tests_unit_test_screen_dump_SOURCES = tests/unit/test_screen_dump.c tests/unit/check.h tests/unit/screens.h
tests_unit_test_screen_dump_LDADD = $(screen_libs)
tests_unit_test_screen_paint_SOURCES = tests/unit/test_screen_paint.c tests/unit/check.h tests/unit/screens.h
tests_unit_test_screen_paint_LDADD = $(screen_libs)
tests_unit_test_screen_vterm_SOURCES = tests/unit/test_screen_vterm.c tests/unit/check.h tests/unit/screens.h
tests_unit_test_screen_vterm_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_unit_test_screen_vterm_LDADD = $(screen_libs)
tests_unit_test_landmarks_SOURCES = tests/unit/test_landmarks.c tests/unit/check.h
tests_unit_test_landmarks_CFLAGS = $(AM_CFLAGS) $(ZSTD_CFLAGS) $(ZLIB_CFLAGS)
tests_unit_test_landmarks_LDADD = $(test_libs)

tests_unit_test_source_SOURCES = tests/unit/test_source.c tests/unit/check.h
tests_unit_test_source_LDADD = $(test_libs)
tests_unit_test_stage_SOURCES = tests/unit/test_stage.c tests/unit/check.h tests/unit/sample.h tests/unit/screens.h
tests_unit_test_stage_LDADD = $(recover_libs)
tests_unit_test_statement_SOURCES = tests/unit/test_statement.c tests/unit/check.h
tests_unit_test_statement_LDADD = recorder/librecorder.a $(test_libs)
tests_unit_test_syntax_SOURCES = tests/unit/test_syntax.c tests/unit/check.h
tests_unit_test_syntax_LDADD = $(recover_libs)
tests_unit_test_retention_SOURCES = tests/unit/test_retention.c tests/unit/check.h \
	trail/custody.c trail/docket.c trail/estate.c trail/removal.c trail/retention.c trail/specimen.c trail/tarfile.c
tests_unit_test_retention_LDADD = lib/trail/libtrail.a $(test_libs)
tests_unit_test_tamper_SOURCES = tests/unit/test_tamper.c tests/unit/check.h \
	trail/court.c trail/docket.c trail/forgery.c trail/mischief.c trail/patient.c trail/ruling.c trail/specimen.c trail/tamper.c
tests_unit_test_tamper_LDADD = lib/trail/libtrail.a $(test_libs)
tests_unit_test_trail_SOURCES = tests/unit/test_trail.c tests/unit/check.h tests/unit/sample.h
tests_unit_test_trail_LDADD = lib/trail/libtrail.a $(test_libs)
tests_unit_test_voucher_SOURCES = tests/unit/test_voucher.c tests/unit/check.h \
	trail/affidavit.c trail/custody.c trail/docket.c trail/estate.c trail/exhibit.c trail/lineage.c trail/notary.c trail/specimen.c trail/voucher.c
tests_unit_test_voucher_LDADD = lib/trail/libtrail.a $(test_libs)
tests_unit_test_nursery_SOURCES = tests/unit/test_nursery.c tests/unit/check.h
tests_unit_test_nursery_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)
tests_unit_test_cage_SOURCES = tests/unit/test_cage.c tests/unit/check.h tests/unit/inmate.h
tests_unit_test_cage_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)
tests_unit_test_letter_SOURCES = tests/unit/test_letter.c tests/unit/check.h tests/unit/inmate.h
tests_unit_test_letter_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)
tests_unit_test_worker_SOURCES = tests/unit/test_worker.c tests/unit/check.h tests/unit/inmate.h
tests_unit_test_worker_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)
tests_unit_test_crash_SOURCES = tests/unit/test_crash.c tests/unit/check.h tests/unit/sample.h tests/unit/written.h
tests_unit_test_crash_LDADD = $(test_libs)
tests_unit_test_remake_SOURCES = tests/unit/test_remake.c tests/unit/check.h tests/unit/sample.h tests/unit/written.h
tests_unit_test_remake_LDADD = $(test_libs)
tests_unit_test_seek_SOURCES = tests/unit/test_seek.c tests/unit/check.h tests/unit/sample.h tests/unit/written.h
tests_unit_test_seek_LDADD = $(test_libs)
tests_unit_test_writer_SOURCES = tests/unit/test_writer.c tests/unit/check.h tests/unit/sample.h tests/unit/written.h
tests_unit_test_writer_LDADD = $(test_libs)

check_PROGRAMS += tests/script/moments
tests_script_moments_SOURCES = tests/script/moments.c tests/unit/screens.h
tests_script_moments_LDADD = $(recover_libs) $(SQLITE_LIBS)

check_PROGRAMS += tests/script/look
tests_script_look_SOURCES = tests/script/look.c tests/unit/screens.h
tests_script_look_LDADD = $(screen_libs)

check_PROGRAMS += tests/script/console
tests_script_console_SOURCES = tests/script/console.c
tests_script_console_LDADD = $(canvas_libs)

# With --enable-fuzzing these are fuzzers; without, they replay the files that they are given.
if FUZZING
fuzz_main =
else
fuzz_main = tests/fuzz/replay.c
endif

check_PROGRAMS += tests/fuzz/fuzz_canvas tests/fuzz/fuzz_evidence tests/fuzz/fuzz_index tests/fuzz/fuzz_parse tests/fuzz/fuzz_picture tests/fuzz/fuzz_reader tests/fuzz/fuzz_recover tests/fuzz/fuzz_screen \
	tests/fuzz/fuzz_source tests/fuzz/fuzz_statement tests/fuzz/fuzz_trail
tests_fuzz_fuzz_canvas_SOURCES = tests/fuzz/fuzz_canvas.c $(fuzz_main)
tests_fuzz_fuzz_canvas_LDADD = $(canvas_libs)
tests_fuzz_fuzz_canvas_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_evidence_SOURCES = tests/fuzz/fuzz_evidence.c trail/affidavit.c trail/citation.c trail/docket.c trail/exhibit.c \
	trail/inspection.c trail/retention.c trail/ruling.c trail/tarfile.c trail/voucher.c \
	$(fuzz_main)
tests_fuzz_fuzz_evidence_LDADD = lib/trail/libtrail.a $(test_libs)
tests_fuzz_fuzz_evidence_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_index_SOURCES = tests/fuzz/fuzz_index.c $(fuzz_main)
tests_fuzz_fuzz_index_LDADD = $(index_libs)
tests_fuzz_fuzz_index_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_parse_SOURCES = tests/fuzz/fuzz_parse.c $(fuzz_main)
tests_fuzz_fuzz_parse_LDADD = $(test_libs)
tests_fuzz_fuzz_parse_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_picture_SOURCES = tests/fuzz/fuzz_picture.c $(fuzz_main)
tests_fuzz_fuzz_picture_LDADD = $(recover_libs)
tests_fuzz_fuzz_picture_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_reader_SOURCES = tests/fuzz/fuzz_reader.c $(fuzz_main)
tests_fuzz_fuzz_reader_LDADD = $(test_libs)
tests_fuzz_fuzz_reader_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_recover_SOURCES = tests/fuzz/fuzz_recover.c tests/unit/screens.h $(fuzz_main)
tests_fuzz_fuzz_recover_LDADD = $(recover_libs)
tests_fuzz_fuzz_recover_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_screen_SOURCES = tests/fuzz/fuzz_screen.c tests/unit/screens.h $(fuzz_main)
tests_fuzz_fuzz_screen_LDADD = $(screen_libs)
tests_fuzz_fuzz_screen_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_source_SOURCES = tests/fuzz/fuzz_source.c $(fuzz_main)
tests_fuzz_fuzz_source_LDADD = $(test_libs)
tests_fuzz_fuzz_source_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_statement_SOURCES = tests/fuzz/fuzz_statement.c $(fuzz_main)
tests_fuzz_fuzz_statement_LDADD = recorder/librecorder.a $(test_libs)
tests_fuzz_fuzz_statement_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

tests_fuzz_fuzz_trail_SOURCES = tests/fuzz/fuzz_trail.c trail/docket.c $(fuzz_main)
tests_fuzz_fuzz_trail_LDADD = lib/trail/libtrail.a $(test_libs)
tests_fuzz_fuzz_trail_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

# files, not folders that a build tree has too: their objects would come along
EXTRA_DIST += tests/run.py tests/regress tests/fault tests/vectors \
	tests/fuzz/corpus tests/fuzz/seeds_cast.py tests/fuzz/seeds_recover.py \
	tests/fuzz/seeds_source.py tests/corpus \
	tests/bench/archives.py tests/bench/bench.py tests/bench/browse.py tests/bench/commands.txt tests/bench/indexes.py tests/bench/peers.py tests/bench/playback.py tests/bench/recovery.py tests/bench/report.py tests/bench/trails.py \
	tests/bench/workloads.py \
	tests/web/package.json tests/web/package-lock.json tests/web/play.mjs

check-programs: $(check_PROGRAMS)
check-local: $(check_PROGRAMS) all
	$(PYTHON3) $(top_srcdir)/tests/run.py --build $(top_builddir)

# 10,000 pictures of all recordings that we have, against replays from the start; make check does some of it
check-moments: $(check_PROGRAMS) all
	STENO_MOMENTS=all $(PYTHON3) $(top_srcdir)/tests/run.py --build $(top_builddir) --kind regress --only '^play_moments' --jobs 1

# ten thousand changes to a recorded store, an archive, an index and stores made in one process, and as many steps without any; "make check" makes some hundred of each
check-mutations: $(check_PROGRAMS) all
	STENO_MUTATIONS=10000 STENO_TAMPER=10000 STENO_WALKS=10000 $(PYTHON3) $(top_srcdir)/tests/run.py --build $(top_builddir) \
		--only 'mutations|tamper|every_change_is_found|no_false_alarm'
.PHONY: check-programs check-moments check-mutations
