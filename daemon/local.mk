bin_PROGRAMS += daemon/steno
daemon_steno_SOURCES = daemon/front.c
daemon_steno_LDADD = lib/base/libbase.a
