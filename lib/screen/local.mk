noinst_LIBRARIES += lib/screen/libscreen.a
lib_screen_libscreen_a_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
lib_screen_libscreen_a_SOURCES = \
	lib/screen/cluster.c lib/screen/cluster.h \
	lib/screen/colour.c lib/screen/colour.h \
	lib/screen/control.c \
	lib/screen/cover.c \
	lib/screen/dump.c \
	lib/screen/flood.c \
	lib/screen/glyph.c \
	lib/screen/grid.c lib/screen/grid.h \
	lib/screen/machine.c lib/screen/machine.h \
	lib/screen/mode.c \
	lib/screen/paint.c lib/screen/paint.h \
	lib/screen/pen.c lib/screen/pen.h \
	lib/screen/picture.c lib/screen/picture.h \
	lib/screen/refit.c \
	lib/screen/screen.c lib/screen/screen.h \
	lib/screen/scrollback.c lib/screen/scrollback.h \
	lib/screen/sequence.c \
	lib/screen/state.h \
	lib/screen/strainer.c lib/screen/strainer.h \
	lib/screen/visible.c lib/screen/visible.h \
	lib/screen/width.c lib/screen/width.h lib/screen/widths.h

EXTRA_DIST += lib/screen/width.py
