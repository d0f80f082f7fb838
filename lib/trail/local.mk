noinst_LIBRARIES += lib/trail/libtrail.a
lib_trail_libtrail_a_CFLAGS = $(AM_CFLAGS) $(CRYPTO_CFLAGS)
lib_trail_libtrail_a_SOURCES = \
	lib/trail/doer.c lib/trail/doer.h \
	lib/trail/audit.c lib/trail/audit.h \
	lib/trail/cabinet.c lib/trail/cabinet.h \
	lib/trail/checkpoint.c lib/trail/checkpoint.h \
	lib/trail/entry.c lib/trail/entry.h \
	lib/trail/epoch.c lib/trail/epoch.h \
	lib/trail/keyring.c lib/trail/keyring.h \
	lib/trail/logbook.c lib/trail/logbook.h \
	lib/trail/merkle.c lib/trail/merkle.h \
	lib/trail/regime.c lib/trail/regime.h \
	lib/trail/scroll.c lib/trail/scroll.h \
	lib/trail/seal.c lib/trail/seal.h \
	lib/trail/shelf.c lib/trail/shelf.h \
	lib/trail/signet.c lib/trail/signet.h \
	lib/trail/warden.c lib/trail/warden.h
