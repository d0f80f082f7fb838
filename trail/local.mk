pkglibexec_PROGRAMS += trail/steno-trail
trail_steno_trail_SOURCES = \
	trail/anchor.c \
	trail/court.c trail/court.h \
	trail/docket.c trail/docket.h \
	trail/exhibit.c trail/exhibit.h \
	trail/inquiry.c trail/inquiry.h \
	trail/log.c \
	trail/notary.c trail/notary.h \
	trail/prove.c \
	trail/recital.c trail/recital.h \
	trail/ruling.c trail/ruling.h \
	trail/specimen.c trail/specimen.h \
	trail/tamper.c trail/tamper.h \
	trail/trail.c trail/trail.h \
	trail/verify.c
trail_steno_trail_LDADD = lib/verb/libverb.a lib/trail/libtrail.a lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
