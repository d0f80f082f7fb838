noinst_LIBRARIES += lib/redact/libredact.a
lib_redact_libredact_a_SOURCES = \
	lib/redact/censor.c lib/redact/censor.h \
	lib/redact/excerpt.c lib/redact/excerpt.h \
	lib/redact/habit.c lib/redact/habit.h \
	lib/redact/likeness.c lib/redact/likeness.h \
	lib/redact/secret.c lib/redact/secret.h
