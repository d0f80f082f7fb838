pkglibexec_PROGRAMS += trail/steno-trail
trail_steno_trail_SOURCES = \
	trail/affidavit.c trail/affidavit.h \
	trail/anchor.c \
	trail/blackout.c trail/blackout.h \
	trail/citation.c trail/citation.h \
	trail/court.c trail/court.h \
	trail/custody.c trail/custody.h \
	trail/docket.c trail/docket.h \
	trail/errand.c trail/errand.h \
	trail/estate.c trail/estate.h \
	trail/exhibit.c trail/exhibit.h \
	trail/forgery.c trail/forgery.h \
	trail/hits.c trail/hits.h \
	trail/hold.c \
	trail/inquiry.c trail/inquiry.h \
	trail/inspection.c trail/inspection.h \
	trail/lineage.c trail/lineage.h \
	trail/log.c \
	trail/mischief.c trail/mischief.h \
	trail/notary.c trail/notary.h \
	trail/oblivion.c trail/oblivion.h \
	trail/parcel.c trail/parcel.h \
	trail/patient.c trail/patient.h \
	trail/plan.c trail/plan.h \
	trail/portfolio.c \
	trail/prove.c \
	trail/prune.c \
	trail/recital.c trail/recital.h \
	trail/removal.c trail/removal.h \
	trail/retention.c trail/retention.h \
	trail/roll.c trail/roll.h \
	trail/ruling.c trail/ruling.h \
	trail/specimen.c trail/specimen.h \
	trail/tamper.c trail/tamper.h \
	trail/tarfile.c trail/tarfile.h \
	trail/testimony.c trail/testimony.h \
	trail/trail.c trail/trail.h \
	trail/verify.c \
	trail/voucher.c trail/voucher.h
trail_steno_trail_LDADD = lib/verb/libverb.a lib/redact/libredact.a lib/trail/libtrail.a lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)

# archives of evidence have a copy of the program that checks them
trail/roll.$(OBJEXT): trail/checker.h
trail/checker.h: $(srcdir)/share/proof/check-proof.py
	$(AM_V_GEN)$(MKDIR_P) trail && { echo "static const unsigned char CHECKER[] = {" && \
	od -An -v -tu1 $(srcdir)/share/proof/check-proof.py | sed 's/\([0-9][0-9]*\)/\1,/g' && echo "};"; } >$@.tmp && mv $@.tmp $@
CLEANFILES += trail/checker.h

# holds the keys of a sealed store; nothing of ours starts it but tests
check_PROGRAMS += trail/steno-signer
trail_steno_signer_SOURCES = trail/signer.c
trail_steno_signer_LDADD = lib/trail/libtrail.a lib/cast/libcast.a lib/base/libbase.a $(ZSTD_LIBS) $(CRYPTO_LIBS)
