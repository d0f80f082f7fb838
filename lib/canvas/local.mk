noinst_LIBRARIES += lib/canvas/libcanvas.a
lib_canvas_libcanvas_a_SOURCES = \
	lib/canvas/canvas.c lib/canvas/canvas.h \
	lib/canvas/cell.h \
	lib/canvas/console.c lib/canvas/console.h \
	lib/canvas/field.c lib/canvas/field.h \
	lib/canvas/mural.c lib/canvas/mural.h \
	lib/canvas/palette.c lib/canvas/palette.h \
	lib/canvas/refresh.c lib/canvas/refresh.h \
	lib/canvas/stroke.c lib/canvas/stroke.h
