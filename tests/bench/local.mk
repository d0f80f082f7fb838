# The benchmark: nothing of it is built or run before "make bench" asks for it, but for what a test runs too.

EXTRA_PROGRAMS += tests/bench/drive tests/bench/encore tests/bench/least tests/bench/play tests/bench/screen tests/bench/trail
CLEANFILES += $(EXTRA_PROGRAMS)
check_PROGRAMS += tests/bench/index

tests_bench_drive_SOURCES = tests/bench/drive.c tests/bench/tree.c tests/bench/tree.h
tests_bench_drive_LDADD = -lutil

tests_bench_encore_SOURCES = tests/bench/encore.c

tests_bench_least_SOURCES = tests/bench/least.c
tests_bench_least_LDADD = -lutil

tests_bench_trail_SOURCES = tests/bench/trail.c
tests_bench_trail_LDADD = lib/trail/libtrail.a lib/cast/libcast.a lib/base/libbase.a $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)

tests_bench_screen_SOURCES = tests/bench/screen.c
tests_bench_screen_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_bench_screen_LDADD = lib/screen/libscreen.a lib/base/libbase.a $(VTERM_LIBS)

tests_bench_index_SOURCES = tests/bench/index.c
tests_bench_index_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_bench_index_LDADD = indexer/libindexer.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)

tests_bench_play_SOURCES = tests/bench/play.c
tests_bench_play_LDADD = lib/canvas/libcanvas.a indexer/libindexer.a lib/screen/libscreen.a lib/redact/libredact.a lib/cast/libcast.a lib/base/libbase.a \
	$(SQLITE_LIBS) $(VTERM_LIBS) $(SECCOMP_LIBS) $(ZSTD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS)

# make bench BENCHFLAGS="--rounds 9 --only script,ttyrec"
bench: all $(EXTRA_PROGRAMS)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/bench.py --build $(top_builddir) $(BENCHFLAGS)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/recovery.py --build $(top_builddir)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/trails.py --build $(top_builddir)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/archives.py --build $(top_builddir)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/playback.py --build $(top_builddir)

bench-smoke: all $(EXTRA_PROGRAMS)
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/bench.py --build $(top_builddir) --quick
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/recovery.py --build $(top_builddir) --quick
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/trails.py --build $(top_builddir) --quick
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/archives.py --build $(top_builddir) --quick
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/playback.py --build $(top_builddir) --quick

# make bench-index INDEXFLAGS="--rows 10000000"
bench-index: all tests/bench/index
	PYTHONDONTWRITEBYTECODE=1 $(PYTHON3) $(top_srcdir)/tests/bench/indexes.py --build $(top_builddir) $(INDEXFLAGS)

.PHONY: bench bench-smoke bench-index
