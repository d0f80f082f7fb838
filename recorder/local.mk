noinst_LIBRARIES += recorder/librecorder.a
recorder_librecorder_a_CFLAGS = $(AM_CFLAGS) $(EVENT_CFLAGS)
recorder_librecorder_a_SOURCES = \
	recorder/abridgement.c recorder/abridgement.h \
	recorder/channel.c recorder/channel.h \
	recorder/child.c recorder/child.h \
	recorder/whereabouts.c recorder/whereabouts.h \
	recorder/describe.c recorder/describe.h \
	recorder/display.c recorder/display.h \
	recorder/environ.c recorder/environ.h \
	recorder/feed.c recorder/feed.h \
	recorder/guard.c recorder/guard.h \
	recorder/inflow.c recorder/inflow.h \
	recorder/live.h \
	recorder/minutes.c recorder/minutes.h \
	recorder/outflow.c recorder/outflow.h \
	recorder/parting.c recorder/parting.h \
	recorder/policy.c recorder/policy.h \
	recorder/port.c recorder/port.h \
	recorder/proceedings.c recorder/proceedings.h \
	recorder/relay.c recorder/relay.h \
	recorder/session.c recorder/session.h \
	recorder/signals.c recorder/signals.h \
	recorder/statement.c recorder/statement.h \
	recorder/tape.c recorder/tape.h \
	recorder/terminal.c recorder/terminal.h \
	recorder/transfer.c recorder/transfer.h \
	recorder/truth.c recorder/truth.h \
	recorder/witness.c recorder/witness.h

recorder_libs = recorder/librecorder.a lib/trail/libtrail.a lib/config/libconfig.a lib/cast/libcast.a \
	lib/base/libbase.a $(EVENT_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(INIH_LIBS)

pkglibexec_PROGRAMS += recorder/steno-rec
recorder_steno_rec_SOURCES = recorder/rec.c
recorder_steno_rec_LDADD = $(recorder_libs)

bin_PROGRAMS += recorder/steno-shell
recorder_steno_shell_SOURCES = recorder/shell.c
recorder_steno_shell_LDADD = $(recorder_libs)

install-exec-hook:
	cd $(DESTDIR)$(bindir) && rm -f steno-shell-bin-bash && \
		$(LN_S) steno-shell steno-shell-bin-bash
uninstall-hook:
	rm -f $(DESTDIR)$(bindir)/steno-shell-bin-bash
