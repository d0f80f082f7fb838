pkglibexec_PROGRAMS += archive/steno-cast
archive_steno_cast_SOURCES = \
	archive/archive.c archive/archive.h \
	archive/cat.c \
	archive/export.c \
	archive/import.c \
	archive/info.c \
	archive/pack.c \
	archive/recover.c \
	archive/redact.c
archive_steno_cast_LDADD = lib/verb/libverb.a lib/trail/libtrail.a lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
