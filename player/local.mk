pkglibexec_PROGRAMS += player/steno-play
player_steno_play_SOURCES = \
	player/bars.c player/bars.h \
	player/brief.c player/brief.h \
	player/chapters.c player/chapters.h \
	player/controls.c \
	player/desk.c player/desk.h \
	player/page.c player/page.h \
	player/player.c \
	player/prompts.c \
	player/reel.c player/reel.h \
	player/scout.c player/scout.h \
	player/sheet.c player/sheet.h \
	player/sheets.c \
	player/sifter.c player/sifter.h \
	player/transcript.c player/transcript.h \
	player/transport.c player/transport.h \
	player/viewport.c player/viewport.h
player_steno_play_LDADD = lib/canvas/libcanvas.a indexer/libindexer.a lib/screen/libscreen.a lib/verb/libverb.a lib/redact/libredact.a lib/trail/libtrail.a \
	lib/config/libconfig.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) $(INIH_LIBS)
