noinst_LIBRARIES += lib/base/libbase.a
lib_base_libbase_a_SOURCES = \
	lib/base/armour.c lib/base/armour.h \
	lib/base/buffer.c lib/base/buffer.h \
	lib/base/bytes.h \
	lib/base/calendar.c lib/base/calendar.h \
	lib/base/clock.c lib/base/clock.h \
	lib/base/error.c lib/base/error.h \
	lib/base/file.c lib/base/file.h \
	lib/base/gentle.c lib/base/gentle.h \
	lib/base/json.c lib/base/json.h \
	lib/base/lanes.h \
	lib/base/moment.c lib/base/moment.h \
	lib/base/report.c lib/base/report.h \
	lib/base/sanitizer.h \
	lib/base/utf8.c lib/base/utf8.h \
	lib/base/uuid.c lib/base/uuid.h
