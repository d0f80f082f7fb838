noinst_LIBRARIES += lib/verb/libverb.a
lib_verb_libverb_a_SOURCES = \
	lib/verb/deed.c lib/verb/deed.h \
	lib/verb/notes.c lib/verb/notes.h \
	lib/verb/plain.c lib/verb/plain.h \
	lib/verb/redaction.c lib/verb/redaction.h \
	lib/verb/sibling.c lib/verb/sibling.h \
	lib/verb/times.c lib/verb/times.h \
	lib/verb/verb.c lib/verb/verb.h
