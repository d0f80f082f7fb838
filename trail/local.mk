pkglibexec_PROGRAMS += trail/steno-trail
trail_steno_trail_SOURCES = \
	trail/anchor.c \
	trail/court.c trail/court.h \
	trail/custody.c trail/custody.h \
	trail/docket.c trail/docket.h \
	trail/estate.c trail/estate.h \
	trail/exhibit.c trail/exhibit.h \
	trail/hold.c \
	trail/inquiry.c trail/inquiry.h \
	trail/log.c \
	trail/notary.c trail/notary.h \
	trail/prove.c \
	trail/prune.c \
	trail/recital.c trail/recital.h \
	trail/removal.c trail/removal.h \
	trail/retention.c trail/retention.h \
	trail/ruling.c trail/ruling.h \
	trail/specimen.c trail/specimen.h \
	trail/tamper.c trail/tamper.h \
	trail/trail.c trail/trail.h \
	trail/verify.c
trail_steno_trail_LDADD = lib/verb/libverb.a lib/trail/libtrail.a lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
