pkglibexec_PROGRAMS += search/steno-search
search_steno_search_SOURCES = \
	search/filter.c search/filter.h \
	search/glob.c search/glob.h \
	search/legible.c search/legible.h \
	search/moment.c search/moment.h \
	search/present.c search/present.h \
	search/roster.c \
	search/search.c \
	search/searcher.c search/searcher.h \
	search/show.c \
	search/terms.c search/terms.h
search_steno_search_LDADD = indexer/libindexer.a lib/screen/libscreen.a lib/verb/libverb.a \
	lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
