noinst_LIBRARIES += lib/config/libconfig.a
lib_config_libconfig_a_CFLAGS = $(AM_CFLAGS) $(INIH_CFLAGS)
lib_config_libconfig_a_SOURCES = \
	lib/config/config.c lib/config/config.h
