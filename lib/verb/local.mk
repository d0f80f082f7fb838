noinst_LIBRARIES += lib/verb/libverb.a
lib_verb_libverb_a_SOURCES = lib/verb/verb.c lib/verb/verb.h
