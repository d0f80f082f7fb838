pkglibexec_PROGRAMS += search/steno-search
search_steno_search_SOURCES = \
	search/asker.c search/asker.h \
	search/browse.c search/browse.h \
	search/easel.c search/easel.h \
	search/fields.c search/fields.h \
	search/filter.c search/filter.h \
	search/glob.c search/glob.h \
	search/legible.c search/legible.h \
	search/memo.c search/memo.h \
	search/present.c search/present.h \
	search/preview.c search/preview.h \
	search/roster.c \
	search/scope.c search/scope.h \
	search/search.c \
	search/searcher.c search/searcher.h \
	search/show.c \
	search/terms.c search/terms.h
search_steno_search_LDADD = indexer/libindexer.a lib/canvas/libcanvas.a lib/screen/libscreen.a lib/verb/libverb.a lib/redact/libredact.a lib/trail/libtrail.a \
	lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
