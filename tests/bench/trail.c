/*
 * What the trail costs, in processor time: appending, signing, verifying; verifying a recording; a proof's size.
 *
 * usage: trail FOLDER ENTRIES LINES-FILE PROOF-ENTRIES     (tests/bench/trails.py calls it; a line "NAME VALUE" for each figure)
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/file.h"
#include "lib/base/utf8.h"
#include "lib/cast/check.h"
#include "lib/cast/frame.h"
#include "lib/cast/writer.h"
#include "lib/trail/audit.h"
#include "lib/trail/logbook.h"
#include "lib/trail/shelf.h"

#define SESSION "0193499c-8e83-7aaa-8bbb-0123456789ac"
#define FLOOD 32500 /* bytes an event, as the recorder reads floods from a terminal */
#define SHORT 2000

static struct rusage began;

static void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static void
start(void)
{
	getrusage(RUSAGE_SELF, &began);
}

static double
since(const struct timeval *a, const struct timeval *b)
{
	return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_usec - a->tv_usec) / 1e6;
}

/* Seconds of our own code, and the kernel's, since start(). */
static double
spent(double *kernel)
{
	struct rusage now;

	getrusage(RUSAGE_SELF, &now);
	*kernel = since(&began.ru_stime, &now.ru_stime);
	return since(&began.ru_utime, &now.ru_utime);
}

static void
bench_log(const char *folder, long count)
{
	const struct doer ada = {1000, "ada", "192.0.2.7 port 51234"};
	struct entry e = {.action = "session.frame", .target = SESSION, .session = SESSION,
	    .detail = "{\"part\":0,\"sequence\":3,\"first_event\":1234,\"events\":999,"
		      "\"link\":\"a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf\"}"};
	char path[4096];
	struct audit_request q = {.folder = path};
	struct audit_result result;
	struct logbook *b;
	double user, kernel;
	struct stat st;
	long i;

	must(logbook_open(folder, LOGBOOK_PERSONAL, &ada, &b) == 0, "no log");
	start();
	for (i = 0; i < count; i++)
		must(logbook_append(b, &e, 1000) == 0, "an entry could not be appended");
	user = spent(&kernel);
	printf("append_us %.3f\nappend_kernel_us %.3f\n", user / (double)count * 1e6, kernel / (double)count * 1e6);
	start();
	must(logbook_seal(b, 0) == 0, "it could not be signed");
	user = spent(&kernel);
	printf("seal_us_per_entry %.3f\n", (user + kernel) / (double)count * 1e6);
	logbook_free(b);
	snprintf(path, sizeof path, "%s/trail", folder);
	start();
	must(audit_trail(&q, &result) == 0 && result.intact == AUDIT_YES && result.complete == AUDIT_YES, "it does not verify");
	user = spent(&kernel);
	audit_release(&result);
	printf("verify_entries_per_s %.0f\n", (double)result.entries / (user + kernel));
	snprintf(path, sizeof path, "%s/trail/log.jsonl", folder);
	must(stat(path, &st) == 0, "no log");
	printf("log_bytes_per_entry %.0f\n", (double)st.st_size / (double)result.entries);
}

/* A recording of this text, so many bytes an event. */
static void
make_recording(const char *path, const struct buffer *text, size_t piece)
{
	struct event ev = {.code = EVENT_OUTPUT};
	struct writer_options options = {.level = 0};
	struct writer *w;
	struct header h;
	size_t at, n;

	header_init(&h);
	h.realtime = clock_realtime_ms();
	h.boottime = clock_boottime_ms();
	h.has_session = h.witnessed = true;
	must(uuid_parse(SESSION, &h.session) == 0 && writer_new(path, &h, &options, &w) == 0, "no recording");
	for (at = 0; at < text->len; at += n) {
		n = text->len - at < piece ? text->len - at : piece;
		n = utf8_valid_prefix(text->data + at, n);
		ev.data = text->data + at;
		ev.len = n > 0 ? n : 1;
		n = ev.len;
		ev.at++;
		must(writer_put(w, &ev) == 0, "an event could not be written");
	}
	must(writer_close(w) == 0, "the recording could not be closed");
	header_free(&h);
}

static void
bench_recording(const char *folder, const struct buffer *text, const char *name, size_t piece)
{
	struct check_result result;
	double user, kernel, best = 0;
	char path[4096];
	int i;

	snprintf(path, sizeof path, "%s/%s.cast.zst", folder, name);
	make_recording(path, text, piece);
	for (i = 0; i < 3; i++) {
		start();
		must(check_recording(path, NULL, &result) == 0 && result.verdict == CHECK_INTACT, "the recording does not verify");
		user = spent(&kernel);
		best = i == 0 || user + kernel < best ? user + kernel : best;
		check_release(&result);
	}
	printf("%s_mb_per_s %.0f\n", name, (double)result.lines / 1e6 / best);
	unlink(path);
}

/* What verifying can't be faster than: libcrypto's SHA-256 and zstd, of the same lines. */
static void
bench_limits(const struct buffer *text)
{
	unsigned char sum[DIGEST_SIZE];
	struct frame_coder *coder;
	struct buffer frame = {0}, plain = {0};
	double user, kernel;
	size_t n = 256 * 1024, i, rounds = text->len / n;

	start();
	must(digest_once(text->data, text->len, sum) == 0, "no digest");
	user = spent(&kernel);
	printf("sha256_mb_per_s %.0f\n", (double)text->len / 1e6 / (user + kernel));
	must(frame_coder_new(0, &coder) == 0 && frame_encode(coder, text->data, n, &frame) == 0, "no frame");
	start();
	for (i = 0; i < rounds; i++) {
		buffer_clear(&plain);
		must(frame_salvage(coder, frame.data, frame.len, &plain) == 0, "a frame can't be read");
	}
	user = spent(&kernel);
	printf("zstd_mb_per_s %.0f\n", (double)(rounds * n) / 1e6 / (user + kernel));
	frame_coder_free(coder);
	buffer_free(&frame);
	buffer_free(&plain);
}

/* The tree of so many entries, and the longest of its proofs. */
static void
bench_proof(const char *folder, uint64_t count)
{
	unsigned char leaf[DIGEST_SIZE] = {0};
	struct merkle_source source;
	struct merkle_path p;
	struct shelf *shelf;
	unsigned most = 0;
	double user, kernel;
	uint64_t i;

	must(shelf_open(folder, true, &shelf) == 0 && shelf_begin(shelf, 0) == 0, "no tree");
	for (i = 0; i < count; i++) {
		memcpy(leaf, &i, sizeof i);
		must(shelf_add(shelf, leaf, (int64_t)i) == 0, "no leaf");
		if (i % 65536 == 0)
			must(shelf_flush(shelf) == 0, "the tree could not be written");
	}
	must(shelf_flush(shelf) == 0, "the tree could not be written");
	source = shelf_source(shelf);
	start();
	for (i = 0; i < 1000; i++) {
		must(merkle_prove_inclusion(&source, shelf_digest(shelf), i * (count / 1000), count, &p) == 0, "no proof");
		most = p.count > most ? p.count : most;
	}
	user = spent(&kernel);
	printf("proof_hashes %u\nproof_us %.1f\n", most, (user + kernel) * 1e3);
	shelf_free(shelf);
}

int
main(int argc, char **argv)
{
	struct buffer text = {0};

	if (argc != 5)
		return 2;
	bench_log(argv[1], atol(argv[2]));
	must(file_load(argv[3], 1u << 30, &text) == 0, "no lines");
	bench_recording(argv[1], &text, "flood", FLOOD);
	bench_recording(argv[1], &text, "short", SHORT);
	bench_limits(&text);
	buffer_free(&text);
	bench_proof(argv[1], strtoull(argv[4], NULL, 10));
	return 0;
}
