/* The trail: entries, tree, checkpoints, keys, and a log that many write, that crashes tear and that somebody changes. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/trail/audit.h"
#include "lib/trail/epoch.h"
#include "lib/trail/logbook.h"
#include "lib/trail/merkle.h"
#include "lib/trail/seal.h"
#include "tests/unit/sample.h"

#define ORIGIN "steno-trail/0193499c-8e83-7aaa-8bbb-0123456789ab"
#define SESSION "0193499c-8e83-7aaa-8bbb-0123456789ac"

static const struct doer ADA = {1000, "ada", "192.0.2.7 port 51234"};

static struct digest *digest;

static void
hash_of(const char *text, unsigned char out[DIGEST_SIZE])
{
	CHECK(digest_once(text, strlen(text), out) == 0);
}

/* The two entries of doc/format/trail.md, section 9, and their checkpoint. */
static void
make_vector(struct buffer *log, struct buffer *note, struct signet **key)
{
	struct entry_place place = {.time = 1732156069123, .boot_time = 5000,
	    .boot_id = "7b1c0b1e-0000-4000-8000-000000000001", .uid = 1000, .name = "ada", .client = "192.0.2.7 port 51234"};
	struct entry one = {.action = "trail.began", .target = ORIGIN, .severity = "notice"},
	    two = {.action = "session.ended", .target = SESSION, .session = SESSION,
		.detail = "{\"frames\":2,\"events\":7,\"exit\":0}"};
	unsigned char seed[SIGNET_KEY_SIZE], final[DIGEST_SIZE], hash[DIGEST_SIZE], leaf[DIGEST_SIZE];
	struct checkpoint c = {.size = 2, .time = 1732156070000};
	struct merkle_edge edge = {0};
	struct buffer detail = {0};
	int i;

	for (i = 0; i < SIGNET_KEY_SIZE; i++)
		seed[i] = (unsigned char)i;
	CHECK(signet_from_seed(ORIGIN, seed, key) == 0);
	buffer_adds(&detail, "{\"key\":\"");
	CHECK(signet_put_public(*key, &detail) == 0);
	buffer_adds(&detail, "\",\"protection\":\"personal\"}");
	one.detail = buffer_string(&detail);
	for (i = 0; i < ENTRY_SALT_SIZE; i++)
		place.salt[i] = (unsigned char)i;
	CHECK(entry_encode(log, digest, &one, &place, hash) == 0);
	CHECK(merkle_leaf(digest, hash, leaf) == 0 && merkle_edge_add(&edge, digest, leaf) == 0);
	memcpy(place.prev, hash, DIGEST_SIZE);
	place.index = 1;
	place.time += 877;
	place.boot_time += 877;
	for (i = 0; i < ENTRY_SALT_SIZE; i++)
		place.salt[i] = (unsigned char)(0x10 + i);
	for (i = 0; i < DIGEST_SIZE; i++)
		final[i] = (unsigned char)(0xA0 + i);
	two.final = final;
	CHECK(entry_encode(log, digest, &two, &place, hash) == 0);
	CHECK(merkle_leaf(digest, hash, leaf) == 0 && merkle_edge_add(&edge, digest, leaf) == 0);
	CHECK(merkle_edge_root(&edge, digest, c.root) == 0);
	strcpy(c.origin, ORIGIN);
	CHECK(checkpoint_encode(note, &c, *key) == 0);
	buffer_free(&detail);
}

static void
test_the_worked_example(void)
{
	struct buffer log = {0}, note = {0}, want = {0}, doc = {0};
	struct checkpoint c;
	struct signet *key;
	const char *at;

	make_vector(&log, &note, &key);
	CHECK(file_load("tests/vectors/trail-v1.jsonl", 65536, &want) == 0);
	CHECK(buffer_is(&log, want.data, want.len));
	if (getenv("SHOW_VECTOR") != NULL)
		printf("%s%s", buffer_string(&log), buffer_string(&note));
	buffer_clear(&want);
	CHECK(file_load("tests/vectors/trail-v1.checkpoint", 65536, &want) == 0);
	CHECK(buffer_is(&note, want.data, want.len));
	CHECK(checkpoint_parse(note.data, note.len, &c) == (long)note.len);
	CHECK(c.size == 2 && c.epoch == 0 && c.time == 1732156070000 && !c.has_next && !c.has_broke);
	CHECK(checkpoint_check(&c, key) == 1);
	/* the document shows the same */
	CHECK(file_load("doc/format/trail.md", 1 << 20, &doc) == 0 && buffer_string(&doc) != NULL);
	CHECK((at = strstr(doc.data, "## 9. Worked example")) != NULL);
	CHECK(at != NULL && strstr(at, strrchr(buffer_string(&want), ' ') + 1) != NULL);
	signet_free(key);
	buffer_free(&log);
	buffer_free(&note);
	buffer_free(&want);
	buffer_free(&doc);
}

static void
test_an_entry_has_one_form(void)
{
	static const struct {
		const char *from, *to;
	} changes[] = {
	    {"steno.trail.v1", "steno.trail.v2"}, {"\"event_index\":1", "\"event_index\":01"}, {"\"time\":", "\"Time\":"},
	    {"\"time\":", "\"time\": "}, {"info", "Info"}, {"session.ended", "session ended"}, {"\"frames\":2", "\"frames\":"},
	    {"{\"frames\"", "[\"frames\""}, {"\"exit\":0}", "\"exit\":0,}"}, {"\"uid\":1000", "\"uid\":\"1000\""}, {"ada", "a\\xa"},
	    {"ada", "a\tb"}, {"ada", "a\xFF" "b"}, {"\"salt\":\"10", "\"salt\":\"1G"}, {"\"salt\":\"10", "\"salt\":\"1"},
	    {"prev_hash\":\"", "prev_hash\":\"0"}, {"\"}", "\"} "}, {"\"}", "\"}}"}, {"a0a1", "A0A1"}, {",\"target\"", ""},
	};
	struct buffer log = {0}, note = {0}, changed = {0};
	const char *line, *at;
	struct signet *key;
	struct entry_view v;
	size_t i;

	make_vector(&log, &note, &key);
	line = strchr(buffer_string(&log), '\n') + 1;
	CHECK(entry_parse(line, strlen(line) - 1, &v) == 0);
	CHECK(v.index == 1 && v.uid == 1000 && v.has_final && entry_is(&v.action, "session.ended"));
	CHECK(entry_is(&v.session, SESSION) && entry_is(&v.client, ADA.client) && entry_number(&v, "events", -1) == 7);
	CHECK(entry_number(&v, "nothing", -1) == -1 && entry_check(digest, line, &v) == 1);
	for (i = 0; i < sizeof changes / sizeof *changes; i++) {
		/* the last place where it stands: what is common stands earlier too */
		for (at = NULL; (at = strstr(at ? at + 1 : line, changes[i].from)) != NULL && strstr(at + 1, changes[i].from);)
			;
		CHECK(at != NULL);
		buffer_clear(&changed);
		buffer_add(&changed, line, (size_t)(at - line));
		buffer_adds(&changed, changes[i].to);
		buffer_adds(&changed, at + strlen(changes[i].from));
		if (entry_parse(changed.data, changed.len - 1, &v) == 0)
			printf("# %s is taken for an entry\n", changes[i].to);
		CHECK(entry_parse(changed.data, changed.len - 1, &v) == ERR_FORMAT);
	}
	for (i = 0; line[i + 1] != '\0'; i++)
		CHECK(entry_parse(line, i, &v) == ERR_FORMAT);
	signet_free(key);
	buffer_free(&log);
	buffer_free(&note);
	buffer_free(&changed);
}

/* Any bit of a line matters: it is no entry any more, or its digest does not fit. */
static void
test_every_bit_counts(void)
{
	struct buffer log = {0}, note = {0};
	struct signet *key;
	struct entry_view v;
	size_t len, i;
	int bit;

	make_vector(&log, &note, &key);
	len = (size_t)(strchr(buffer_string(&log), '\n') - log.data);
	for (i = 0; i < len; i++) {
		for (bit = 0; bit < 8; bit++) {
			log.data[i] ^= (char)(1 << bit);
			CHECK(entry_parse(log.data, len, &v) != 0 || v.index != 0 || entry_check(digest, log.data, &v) == 0);
			log.data[i] ^= (char)(1 << bit);
		}
	}
	for (i = 0; i < note.len; i++) {
		struct checkpoint c;

		note.data[i] ^= 1;
		CHECK(checkpoint_parse(note.data, note.len, &c) < 0 || checkpoint_check(&c, key) == 0);
		note.data[i] ^= 1;
	}
	signet_free(key);
	buffer_free(&log);
	buffer_free(&note);
}

#define LEAVES 70

static unsigned char leaves[LEAVES][DIGEST_SIZE];

/* The definition, word for word. */
static void
slow_root(size_t from, size_t to, unsigned char out[DIGEST_SIZE])
{
	unsigned char left[DIGEST_SIZE], right[DIGEST_SIZE];
	size_t k = 1;

	if (from == to) {
		hash_of("", out);
	} else if (to - from == 1) {
		memcpy(out, leaves[from], DIGEST_SIZE);
	} else {
		while (2 * k < to - from)
			k *= 2;
		slow_root(from, from + k, left);
		slow_root(from + k, to, right);
		CHECK(merkle_node(digest, left, right, out) == 0);
	}
}

static int
slow_subtree(void *context, unsigned level, uint64_t number, unsigned char out[DIGEST_SIZE])
{
	(void)context;
	slow_root((size_t)number << level, (size_t)(number + 1) << level, out);
	return 0;
}

static void
test_roots_and_proofs(void)
{
	const struct merkle_source source = {slow_subtree, NULL};
	unsigned char root[LEAVES + 1][DIGEST_SIZE], got[DIGEST_SIZE];
	struct merkle_edge edge = {0};
	struct merkle_path path;
	uint64_t n, m;
	unsigned i;

	for (n = 0; n < LEAVES; n++) {
		memset(got, (int)n, sizeof got);
		CHECK(merkle_leaf(digest, got, leaves[n]) == 0);
	}
	for (n = 0; n <= LEAVES; n++) {
		slow_root(0, (size_t)n, root[n]);
		CHECK(merkle_edge_root(&edge, digest, got) == 0 && memcmp(got, root[n], DIGEST_SIZE) == 0);
		CHECK(merkle_root(&source, digest, n, got) == 0 && memcmp(got, root[n], DIGEST_SIZE) == 0);
		if (n < LEAVES)
			CHECK(merkle_edge_add(&edge, digest, leaves[n]) == 0);
	}
	for (n = 1; n <= LEAVES; n++) {
		for (m = 0; m < n; m++) {
			CHECK(merkle_prove_inclusion(&source, digest, m, n, &path) == 0);
			CHECK(merkle_check_inclusion(digest, m, n, leaves[m], &path, root[n]) == 0);
			CHECK(merkle_check_inclusion(digest, m, n, leaves[(m + 1) % LEAVES], &path, root[n]) != 0);
			CHECK(n == 1 || merkle_check_inclusion(digest, (m + 1) % n, n, leaves[m], &path, root[n]) != 0);
			for (i = 0; i < path.count; i++) {
				path.hashes[i][0] ^= 1;
				CHECK(merkle_check_inclusion(digest, m, n, leaves[m], &path, root[n]) != 0);
				path.hashes[i][0] ^= 1;
			}
			path.count++;
			CHECK(merkle_check_inclusion(digest, m, n, leaves[m], &path, root[n]) != 0);
		}
		for (m = 0; m <= n; m++) {
			CHECK(merkle_prove_consistency(&source, digest, m, n, &path) == 0);
			CHECK(merkle_check_consistency(digest, m, n, root[m], root[n], &path) == 0);
			CHECK(m == n || m == 0 || merkle_check_consistency(digest, m, n, root[m - 1], root[n], &path) != 0);
			CHECK(m == n || m == 0 || merkle_check_consistency(digest, m, n, root[m], root[n - 1], &path) != 0);
			for (i = 0; i < path.count; i++) {
				path.hashes[i][5] ^= 4;
				CHECK(merkle_check_consistency(digest, m, n, root[m], root[n], &path) != 0);
				path.hashes[i][5] ^= 4;
			}
		}
	}
}

/* Known roots from elsewhere: RFC 8032's first key, and the empty tree. */
static void
test_keys(void)
{
	static const char seed_hex[] = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
			  public_hex[] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
			  signature_hex[] = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e397"
					    "01cf9b46bd25bf5f0595bbe24655141438e7a100b";
	unsigned char seed[32], public[32], want[64], signature[64];
	struct signet *key, *other, *again = NULL;
	struct buffer text = {0};
	struct stat st;

	CHECK(hex_decode(seed_hex, seed, 32) == 0 && hex_decode(public_hex, public, 32) == 0);
	CHECK(hex_decode(signature_hex, want, 64) == 0);
	CHECK(signet_from_seed("a/log", seed, &key) == 0 && memcmp(signet_public(key), public, 32) == 0);
	CHECK(signet_sign(key, "", 0, signature) == 0 && memcmp(signature, want, 64) == 0);
	CHECK(signet_check(key, "", 0, signature) == 1 && signet_check(key, "x", 1, signature) == 0);
	CHECK(signet_put_public(key, &text) == 0);
	CHECK(signet_from_text(text.data, text.len, &other) == 0 && !signet_can_sign(other));
	CHECK(memcmp(signet_id(key), signet_id(other), SIGNET_ID_SIZE) == 0 && signet_check(other, "", 0, signature) == 1);
	signet_free(other);
	text.data[text.len - 3] ^= 1;
	CHECK(signet_from_text(text.data, text.len, &other) == ERR_FORMAT && other == NULL);
	CHECK(signet_from_public("a name", public, &other) == ERR_RANGE);
	CHECK(signet_save(key, sample_path("key")) == 0 && signet_load(sample_path("key"), &again) == 0);
	CHECK(stat(sample_path("key"), &st) == 0 && (st.st_mode & 07777) == 0600);
	CHECK(signet_can_sign(again) && memcmp(signet_public(again), public, 32) == 0);
	signet_free(again);
	signet_free(key);
	buffer_free(&text);
	sample_sweep();
}

static struct logbook *
open_book(void)
{
	struct logbook *b;

	CHECK(logbook_open(sample_folder, LOGBOOK_PERSONAL, &ADA, &b) == 0);
	return b;
}

static void
note(struct logbook *b, const char *text)
{
	struct entry e = {.action = "trail.noted", .target = text};

	CHECK(logbook_append(b, &e, 60000) == 0);
}

static int
count_actions(void *context, const struct entry_view *v, int64_t offset)
{
	int *counts = context;

	(void)offset;
	counts[0] += entry_is(&v->action, "trail.noted");
	counts[1] += entry_is(&v->action, "trail.torn");
	counts[2] += entry_is(&v->action, "trail.broke");
	return 0;
}

static void
audit(struct audit_result *result, int counts[3])
{
	struct audit_request q = {.folder = sample_path("trail"), .each = count_actions, .context = counts};

	memset(counts, 0, 3 * sizeof *counts);
	CHECK(audit_trail(&q, result) == 0);
}

static void
must_be(enum audit_answer intact, enum audit_answer complete, int noted, int torn)
{
	struct audit_result result;
	int counts[3];

	audit(&result, counts);
	if (result.intact != intact || result.complete != complete || counts[0] != noted || counts[1] != torn)
		printf("# intact %d complete %d noted %d torn %d: %s entry %" PRIu64 " at %" PRId64 ": %.*s\n", result.intact,
		    result.complete, counts[0], counts[1], result.file ? result.file : "", result.entry, result.offset,
		    (int)result.what.len, result.what.data);
	CHECK(result.intact == intact && result.complete == complete && counts[0] == noted && counts[1] == torn);
	audit_release(&result);
}

static void
test_a_log(void)
{
	struct logbook *b = open_book(), *c = open_book();
	char text[32];
	int i;

	note(b, "first");
	must_be(AUDIT_YES, AUDIT_UNKNOWN, 1, 0);
	CHECK(logbook_seal(b, 0) == 0);
	must_be(AUDIT_YES, AUDIT_YES, 1, 0);
	/* two that take turns */
	for (i = 0; i < 700; i++) {
		snprintf(text, sizeof text, "number %d", i);
		note(i % 3 ? b : c, text);
		if (i % 100 == 0)
			CHECK(logbook_seal(i % 200 ? b : c, 0) == 0);
	}
	CHECK(logbook_seal(b, 0) == 0 && logbook_seal(b, 0) == 0);
	must_be(AUDIT_YES, AUDIT_YES, 701, 0);
	logbook_free(b);
	logbook_free(c);
	sample_sweep();
}

static unsigned
count_notes(int64_t *newest)
{
	struct buffer text = {0};
	struct checkpoint c;
	unsigned count = 0;
	size_t at = 0;

	CHECK(file_load(sample_path("trail/checkpoints"), 1 << 20, &text) == 0);
	while (checkpoint_next(text.data, text.len, &at, &c) == 1)
		count++;
	*newest = c.time;
	buffer_free(&text);
	return count;
}

/* Silence is signed, and takes no room however long it lasts. */
static void
test_silence(void)
{
	struct logbook *b = open_book();
	int64_t before, after = 0;
	int i;

	note(b, "first");
	CHECK(logbook_seal(b, 0) == 0 && count_notes(&before) == 1);
	for (i = 0; i < 5; i++) {
		while (clock_realtime_ms() < before + 2)
			;
		CHECK(logbook_seal(b, 1) == 0 && count_notes(&after) == 2 && after > before);
		before = after;
		must_be(AUDIT_YES, AUDIT_YES, 1, 0);
	}
	CHECK(logbook_seal(b, 60000) == 0 && count_notes(&after) == 2 && after == before);
	note(b, "second");
	CHECK(logbook_seal(b, 0) == 0 && count_notes(&after) == 3);
	must_be(AUDIT_YES, AUDIT_YES, 2, 0);
	logbook_free(b);
	sample_sweep();
}

static bool
is_owned_by(const char *name, uid_t uid)
{
	struct stat st;

	return stat(sample_path(name), &st) == 0 && st.st_uid == uid;
}

/* Root, in the trail of somebody who lays traps. */
static void
test_root_in_a_trail(void)
{
	static const char *const made[] = {"trail/checkpoints", "trail/tree.0", "trail/tree.at"};
	struct logbook *b = open_book();
	size_t i;

	if (geteuid() != 0) {
		logbook_free(b);
		sample_sweep();
		return;
	}
	note(b, "first");
	CHECK(chown(sample_path("trail"), 12345, 12345) == 0);
	logbook_free(b);
	b = open_book();
	CHECK(logbook_seal(b, 0) == 0 && is_owned_by("trail/log.jsonl", 12345));
	for (i = 0; i < sizeof made / sizeof *made; i++)
		CHECK(is_owned_by(made[i], 12345));
	/* a second name of a file that lies elsewhere, somebody else's, a pipe: nothing is written there */
	CHECK(link(sample_path("trail/log.jsonl"), sample_path("trail/elsewhere")) == 0);
	logbook_free(b);
	CHECK(logbook_open(sample_folder, LOGBOOK_THERE, NULL, &b) == -EPERM);
	CHECK(unlink(sample_path("trail/elsewhere")) == 0 && chown(sample_path("trail/log.jsonl"), 54321, 0) == 0);
	CHECK(logbook_open(sample_folder, LOGBOOK_THERE, NULL, &b) == -EPERM);
	CHECK(unlink(sample_path("trail/log.jsonl")) == 0 && mkfifo(sample_path("trail/log.jsonl"), 0600) == 0);
	CHECK(logbook_open(sample_folder, LOGBOOK_THERE, NULL, &b) == -EINVAL);
	sample_sweep();
}

/* Whatever of the tree's state is lost or wrong: checkpoints go on, and are right. */
static void
test_the_state_is_derived(void)
{
	static const char *const files[] = {"trail/tree.0", "trail/tree.1", "trail/tree.at"};
	struct logbook *b = open_book();
	int i, fd, round;

	for (i = 0; i < 600; i++)
		note(b, "x");
	CHECK(logbook_seal(b, 0) == 0);
	for (round = 0; round < 9; round++) {
		note(b, "y");
		fd = open(sample_path(files[round % 3]), O_RDWR);
		CHECK(fd >= 0);
		if (round < 3)
			CHECK(unlink(sample_path(files[round % 3])) == 0);
		else if (round < 6)
			CHECK(ftruncate(fd, 7) == 0);
		else
			CHECK(pwrite(fd, "damaged damaged damaged", 23, 0) == 23);
		close(fd);
		/* damage at the start of tree.0 touches no peak: it shows where a proof is made */
		CHECK(logbook_seal(b, 0) == 0);
		must_be(AUDIT_YES, AUDIT_YES, 601 + round, 0);
	}
	logbook_free(b);
	sample_sweep();
}

/* Many at once, some of them killed while they write. */
static void
test_many_writers(void)
{
	int i, n, status, counts[3], failures = check_failures;
	struct audit_result result;
	struct logbook *b;
	pid_t pids[8];

	for (i = 0; i < 8; i++) {
		if ((pids[i] = fork()) == 0) {
			b = open_book();
			for (n = 0; n < 300 || i < 2; n++) {
				note(b, "in the crowd");
				if (n % 50 == i)
					CHECK(logbook_seal(b, 0) == 0);
			}
			_exit(check_failures != failures);
		}
	}
	for (i = 2; i < 8; i++)
		CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == 0);
	for (i = 0; i < 2; i++) {
		kill(pids[i], SIGKILL);
		waitpid(pids[i], &status, 0);
	}
	b = open_book();
	note(b, "after");
	CHECK(logbook_seal(b, 0) == 0);
	logbook_free(b);
	audit(&result, counts);
	CHECK(result.intact == AUDIT_YES && result.complete == AUDIT_YES && counts[0] > 1800 && counts[2] == 0);
	audit_release(&result);
	sample_sweep();
}

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : -1;
}

/* Wherever a write was cut: the next writer says so, and nothing else is lost. */
static void
test_half_lines(void)
{
	const char *log = sample_path("trail/log.jsonl");
	int64_t before, cut;
	struct logbook *b;
	int n = 0;

	b = open_book();
	note(b, "first");
	CHECK(logbook_seal(b, 0) == 0);
	logbook_free(b);
	for (cut = 1; cut < 400; cut += 23) {
		b = open_book();
		before = size_of(log);
		note(b, "lost");
		logbook_free(b);
		CHECK(size_of(log) > before + cut && truncate(log, before + cut) == 0);
		b = open_book();
		note(b, "after");
		n++;
		CHECK(logbook_seal(b, 0) == 0);
		logbook_free(b);
		must_be(AUDIT_YES, AUDIT_YES, 1 + n, n);
	}
	/* so is a checkpoint */
	before = size_of(sample_path("trail/checkpoints"));
	CHECK(truncate(sample_path("trail/checkpoints"), before - 30) == 0);
	must_be(AUDIT_YES, AUDIT_YES, 1 + n, n);
	b = open_book();
	note(b, "after");
	CHECK(logbook_seal(b, 0) == 0);
	logbook_free(b);
	must_be(AUDIT_YES, AUDIT_YES, 2 + n, n);
	sample_sweep();
}

/* A log that was cut, emptied or removed does not begin anew without a word. */
static void
test_no_silent_beginning(void)
{
	const char *log = sample_path("trail/log.jsonl");
	struct audit_result result;
	struct logbook *b;
	int64_t middle = 0;
	int how, i, counts[3];

	for (how = 0; how < 4; how++) {
		b = open_book();
		for (i = 0; i < 20; i++) {
			note(b, "x");
			if (i == 9)
				middle = size_of(log);
		}
		CHECK(logbook_seal(b, 0) == 0);
		if (how != 3)
			logbook_free(b);
		if (how == 0)
			CHECK(truncate(log, middle) == 0);
		else if (how == 1)
			CHECK(truncate(log, 0) == 0);
		else
			CHECK(unlink(log) == 0);
		if (how < 2)
			must_be(AUDIT_YES, AUDIT_NO, how ? 0 : 10, 0);
		if (how != 3)
			b = open_book();
		note(b, "after");
		audit(&result, counts);
		CHECK(counts[2] == 1 && result.intact != AUDIT_YES);
		audit_release(&result);
		CHECK(logbook_seal(b, 0) == 0);
		audit(&result, counts);
		CHECK(result.intact != AUDIT_YES && result.kind == AUDIT_TAMPERED);
		audit_release(&result);
		logbook_free(b);
		sample_sweep();
	}
}

/* A personal store whose key is gone goes on with another, and that is a break. */
static void
test_a_lost_key(void)
{
	struct audit_result result;
	struct buffer public[2] = {{0}, {0}};
	struct logbook *b = open_book(), *other = open_book();
	int counts[3];

	note(b, "x");
	CHECK(logbook_seal(b, 0) == 0 && file_load(sample_path("trail/key.pub"), 512, &public[0]) == 0);
	CHECK(unlink(sample_path("trail/key")) == 0);
	note(other, "y");
	/* whoever signs first: once */
	CHECK(logbook_seal(other, 0) == 0 && logbook_seal(b, 0) == 0);
	note(b, "z");
	CHECK(logbook_seal(b, 0) == 0);
	audit(&result, counts);
	CHECK(result.intact == AUDIT_YES && result.complete == AUDIT_UNKNOWN && result.breaks == 1 && result.kind == AUDIT_BROKEN);
	CHECK(result.entries == 5 && result.covered == 5 && result.break_time > 0);
	audit_release(&result);
	CHECK(file_load(sample_path("trail/key.pub"), 512, &public[1]) == 0 && buffer_is(&public[1], public[0].data, public[0].len));
	logbook_free(b);
	logbook_free(other);
	buffer_free(&public[0]);
	buffer_free(&public[1]);
	sample_sweep();
}

static void
test_what_a_witness_shows(void)
{
	const char *log = sample_path("trail/log.jsonl"), *checkpoints = sample_path("trail/checkpoints");
	struct audit_request q = {.folder = sample_path("trail")};
	struct buffer notes[2] = {{0}, {0}};
	int64_t log_size = 0, notes_size = 0;
	struct audit_result result;
	struct checkpoint c;
	struct logbook *b = open_book();
	int i;

	for (i = 0; i < 2; i++) {
		note(b, "x");
		CHECK(logbook_seal(b, 0) == 0 && seal_newest_note(q.folder, &c, &notes[i]) == 1);
		if (i == 0)
			log_size = size_of(log), notes_size = size_of(checkpoints);
	}
	for (i = 0; i < 2; i++) {
		q.witness = notes[i].data;
		q.witness_len = notes[i].len;
		CHECK(audit_trail(&q, &result) == 0 && result.anchored == AUDIT_YES && result.witnessed == 2 + (uint64_t)i);
		audit_release(&result);
	}
	/* log and checkpoints cut at the same place: only the witness tells */
	CHECK(truncate(log, log_size) == 0 && truncate(checkpoints, notes_size) == 0);
	must_be(AUDIT_YES, AUDIT_YES, 1, 0);
	CHECK(audit_trail(&q, &result) == 0 && result.anchored == AUDIT_NO && result.complete == AUDIT_NO);
	CHECK(result.intact == AUDIT_YES && result.kind == AUDIT_CUT && result.entry == 2 && result.until == 3);
	audit_release(&result);
	/* and then another entry in its place */
	note(b, "another");
	CHECK(logbook_seal(b, 0) == 0);
	must_be(AUDIT_YES, AUDIT_YES, 2, 0);
	CHECK(audit_trail(&q, &result) == 0 && result.anchored == AUDIT_NO && result.intact == AUDIT_NO);
	audit_release(&result);
	logbook_free(b);
	/* everything made anew, with another key */
	sample_sweep();
	b = open_book();
	note(b, "x");
	CHECK(logbook_seal(b, 0) == 0);
	CHECK(audit_trail(&q, &result) == 0 && result.anchored == AUDIT_NO && strcmp(result.file, "witness") == 0);
	audit_release(&result);
	logbook_free(b);
	buffer_free(&notes[0]);
	buffer_free(&notes[1]);
	sample_sweep();
}

/* A sealed store: each seal with the next key; old keys, backward seals and lost signers. */
static void
test_epochs(void)
{
	struct signet *keys[6], *genesis = NULL;
	struct epoch e;
	struct checkpoint c, parsed;
	struct buffer note_text = {0}, vkey = {0};
	const char *what;
	int i;

	for (i = 0; i < 6; i++)
		CHECK(signet_make(ORIGIN, &keys[i]) == 0);
	CHECK(signet_put_public(keys[0], &vkey) == 0 && signet_from_text(vkey.data, vkey.len, &genesis) == 0);
	CHECK(epoch_begin(&e, genesis) == 0);
#define TAKE(size_, epoch_, key_, next_, broke_)                                                                       \
	(memset(&c, 0, sizeof c), strcpy(c.origin, ORIGIN), c.size = (size_), c.epoch = (epoch_), c.root[0] = (size_),    \
	    (next_) >= 0 ? (c.has_next = true, memcpy(c.next, signet_public(keys[(next_) < 0 ? 0 : (next_)]), 32)) : NULL, \
	    (broke_) ? (c.has_broke = true, memcpy(c.broke, signet_public(keys[key_]), 32)) : NULL,                         \
	    buffer_clear(&note_text), checkpoint_encode(&note_text, &c, keys[key_]),                                      \
	    CHECK_PARSE(checkpoint_parse(note_text.data, note_text.len, &parsed) > 0), epoch_take(&e, &parsed, &what))
#define CHECK_PARSE(x) ((x) ? 0 : (check_failures++, 0))
	CHECK(TAKE(5, 0, 0, 1, false) == 0);
	CHECK(TAKE(6, 0, 0, 2, false) == ERR_TAMPERED && strstr(what, "earlier epoch") != NULL);
	CHECK(TAKE(6, 1, 2, 3, false) == ERR_TAMPERED && strstr(what, "nobody announced") != NULL);
	CHECK(TAKE(4, 1, 1, 2, false) == ERR_TAMPERED && strstr(what, "goes back") != NULL);
	CHECK(TAKE(6, 2, 1, 2, false) == ERR_TAMPERED && strstr(what, "epoch") != NULL);
	CHECK(TAKE(6, 1, 1, -1, false) == 0 && TAKE(7, 1, 1, 2, false) == 0);
	CHECK(TAKE(8, 1, 1, -1, false) == ERR_TAMPERED);
	CHECK(e.breaks == 0 && TAKE(9, 3, 4, 5, true) == 0 && e.breaks == 1);
	CHECK(TAKE(9, 3, 2, -1, false) == ERR_TAMPERED && TAKE(9, 4, 5, -1, false) == 0);
	epoch_release(&e);
	signet_free(genesis);
	for (i = 0; i < 6; i++)
		signet_free(keys[i]);
	buffer_free(&note_text);
	buffer_free(&vkey);
}

int
main(void)
{
	sample_enter("steno-trail");
	if (digest_new(&digest) != 0)
		return 1;
	check_run("the worked example", test_the_worked_example);
	check_run("an entry has one form", test_an_entry_has_one_form);
	check_run("every bit counts", test_every_bit_counts);
	check_run("roots and proofs", test_roots_and_proofs);
	check_run("keys", test_keys);
	check_run("a log", test_a_log);
	check_run("the tree's state is derived", test_the_state_is_derived);
	check_run("silence", test_silence);
	check_run("root in a trail", test_root_in_a_trail);
	check_run("half lines", test_half_lines);
	check_run("many writers", test_many_writers);
	check_run("no silent beginning", test_no_silent_beginning);
	check_run("a lost key", test_a_lost_key);
	check_run("what a witness shows", test_what_a_witness_shows);
	check_run("epochs", test_epochs);
	digest_free(digest);
	return check_done();
}
