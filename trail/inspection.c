/*
 * An archive of evidence, verified with nothing else.
 *
 * Every byte of it is accounted for: headers and what fills blocks have one form, all files but two are in the manifest, in its order, and
 * those two are the entry that has the manifest's digest and the proof that it is in a log under the key's signature.
 */
#include "trail/inspection.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "trail/citation.h"
#include "trail/tarfile.h"
#include "trail/voucher.h"

#define TOP "evidence/"
#define MEMBERS_MAX 1000000u
#define TEXT_MAX (256u * 1024 * 1024)
#define COPY_BYTES 262144

struct member {
	struct tarfile_entry entry;
	unsigned char sum[DIGEST_SIZE];
};

struct inspector {
	const struct inspection_request *request;
	struct inspection *result;
	int fd;
	int64_t size;
	struct member *members;
	uint32_t count, room, manifest; /* manifest: its place */
	struct digest *digest;
	struct signet *key;
	struct checkpoint checkpoint; /* under which the manifest's entry is */
	struct citation citation;     /* the log's entries that are here */
	struct docket docket;
	struct audit_result audit;    /* of the entries that are here */
	char folder[4096];            /* where recordings are unpacked; "" none yet */
	uint32_t proof;               /* the place of the next proof */
};

static __attribute__((format(printf, 4, 5))) void
found(struct inspector *x, const char *name, int64_t offset, const char *format, ...)
{
	va_list args;

	x->result->intact = AUDIT_NO;
	if (x->result->what.len > 0)
		return;
	snprintf(x->result->name, sizeof x->result->name, "%s", name);
	x->result->offset = offset;
	va_start(args, format);
	buffer_addv(&x->result->what, format, args);
	va_end(args);
}

static const char *
short_name(const struct member *m)
{
	return m->entry.name + sizeof TOP - 1;
}

static const struct member *
find(const struct inspector *x, const char *name)
{
	uint32_t i;

	for (i = 0; i < x->count; i++)
		if (strcmp(short_name(&x->members[i]), name) == 0)
			return &x->members[i];
	return NULL;
}

/* The files. */

static int
sum_member(struct inspector *x, struct member *m)
{
	char *bytes = malloc(COPY_BYTES);
	int64_t at = 0, left;
	ssize_t n;
	int r = bytes ? digest_begin(x->digest) : -ENOMEM;

	while (r == 0 && (left = m->entry.size - at) > 0) {
		n = file_pread(x->fd, bytes, left < COPY_BYTES ? (size_t)left : COPY_BYTES, m->entry.offset + at);
		r = n <= 0 ? (n < 0 ? (int)n : ERR_TRUNCATED) : digest_add(x->digest, bytes, (size_t)n);
		at += n;
	}
	free(bytes);
	return r ? r : digest_end(x->digest, m->sum);
}

/* Names become names of files when recordings are unpacked. */
static bool
is_plain(const char *name)
{
	return strncmp(name, TOP, sizeof TOP - 1) == 0 && strstr(name, "..") == NULL && name[sizeof TOP - 1] != '\0' &&
	    strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/") == strlen(name);
}

static int
add_member(struct inspector *x, const struct tarfile_entry *e)
{
	struct member *list;

	if (x->count == x->room) {
		if (x->room >= MEMBERS_MAX || (list = reallocarray(x->members, x->room * 2 + 64, sizeof *list)) == NULL)
			return x->room >= MEMBERS_MAX ? ERR_LIMIT : -ENOMEM;
		x->members = list;
		x->room = x->room * 2 + 64;
	}
	x->members[x->count].entry = *e;
	return sum_member(x, &x->members[x->count++]);
}

static int
read_members(struct inspector *x)
{
	struct tarfile_entry e;
	int64_t offset = 0;
	int r;

	while ((r = tarfile_next(x->fd, x->size, &offset, &e)) == 1) {
		if (!is_plain(e.name)) {
			found(x, "", e.offset - TARFILE_BLOCK, "a file of this name has no place in it");
			return 0;
		}
		if ((r = add_member(x, &e)) != 0)
			return r;
	}
	if (r == ERR_FORMAT) {
		found(x, x->count ? short_name(&x->members[x->count - 1]) : "", offset, "here, or behind this file, stands something that no "
		    "archive of evidence has, or it was cut");
		r = 0;
	}
	x->result->files = x->count;
	return r;
}

static int
load(const struct inspector *x, const struct member *m, struct buffer *out)
{
	char *room;
	ssize_t n;

	if (m->entry.size > TEXT_MAX)
		return ERR_LIMIT;
	if ((room = buffer_reserve(out, (size_t)m->entry.size + 1)) == NULL)
		return -ENOMEM;
	if ((n = file_pread(x->fd, room, (size_t)m->entry.size, m->entry.offset)) != m->entry.size)
		return n < 0 ? (int)n : ERR_TRUNCATED;
	out->len += (size_t)n;
	return 0;
}

/* The manifest's line for each file before it, in order; what stands there must be the same. */
static int
check_manifest(struct inspector *x)
{
	const struct member *m = find(x, "MANIFEST.sha256");
	struct buffer text = {0}, line = {0};
	char hex[2 * DIGEST_SIZE + 1];
	size_t at = 0;
	uint32_t i;
	int r;

	if (m == NULL) {
		found(x, "MANIFEST.sha256", 0, "it is missing");
		return 0;
	}
	x->manifest = (uint32_t)(m - x->members);
	r = load(x, m, &text);
	for (i = 0; r == 0 && i < x->manifest; i++) {
		hex_encode(x->members[i].sum, DIGEST_SIZE, hex);
		buffer_clear(&line);
		buffer_addf(&line, "%s  %s\n", hex, short_name(&x->members[i]));
		if ((r = buffer_status(&line)) != 0)
			break;
		if (text.len - at < line.len || memcmp(text.data + at, line.data, line.len) != 0) {
			found(x, short_name(&x->members[i]), x->members[i].entry.offset, "it is not what the manifest says");
			break;
		}
		at += line.len;
	}
	if (r == 0 && x->result->what.len == 0 && at != text.len)
		found(x, "MANIFEST.sha256", m->entry.offset + (int64_t)at, "it names a file that is not here");
	buffer_free(&text);
	buffer_free(&line);
	return r;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* No name twice: what another program unpacks last would hide the first. */
static int
check_names(struct inspector *x)
{
	const char **names = calloc(x->count + 1, sizeof *names);
	uint32_t i;

	if (names == NULL)
		return -ENOMEM;
	for (i = 0; i < x->count; i++)
		names[i] = x->members[i].entry.name;
	qsort(names, x->count, sizeof *names, by_name);
	for (i = 1; i < x->count; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			found(x, names[i] + sizeof TOP - 1, 0, "it is here twice");
	free(names);
	for (i = 0; i < x->count; i++)
		if (x->members[i].entry.time != x->members[0].entry.time)
			found(x, short_name(&x->members[i]), x->members[i].entry.offset - TARFILE_BLOCK, "its time is another than the first file's");
	return 0;
}

/* What the log says. */

static int
take_entry(void *context, const struct entry_view *v)
{
	struct inspector *x = context;

	if (x->result->entries++ == 0)
		x->audit.first_time = v->time;
	return docket_take(&x->docket, v);
}

/* All entries, each with its proof; a last one's is followed by nothing but its empty line. */
static int
check_trail(struct inspector *x)
{
	const struct member *entries = find(x, "trail/entries.jsonl"), *proofs = find(x, "trail/proofs");
	size_t bad;
	int r;

	if (entries == NULL || proofs == NULL) {
		found(x, "trail/entries.jsonl", 0, "the log's entries, or their proofs, are missing");
		return 0;
	}
	if ((r = load(x, entries, &x->citation.entries)) != 0 || (r = load(x, proofs, &x->citation.proofs)) != 0 ||
	    (r = citation_read(&x->citation, take_entry, x, &bad)) != 0)
		return r;
	if (bad != SIZE_MAX)
		found(x, "trail/entries.jsonl", entries->entry.offset + (int64_t)bad, "this entry is not proven to be in the log");
	return 0;
}

/* The entry whose target is the manifest's digest. */
static int
check_signature(struct inspector *x)
{
	const struct member *entry = find(x, "trail/bundle.entry"), *proof = find(x, "trail/bundle.proof");
	struct buffer line = {0}, text = {0};
	char hex[2 * DIGEST_SIZE + 1];
	struct entry_view v;
	size_t at = 0;
	int r;

	if (entry == NULL || proof == NULL || x->count != x->manifest + 3 || proof != entry + 1 ||
	    entry != &x->members[x->manifest + 1]) {
		found(x, "trail/bundle.entry", 0, "what signs the manifest is missing, or something else stands behind it");
		return 0;
	}
	hex_encode(x->members[x->manifest].sum, DIGEST_SIZE, hex);
	if ((r = load(x, entry, &line)) == 0 && (r = load(x, proof, &text)) == 0) {
		if (line.len == 0 || line.data[line.len - 1] != '\n' ||
		    (r = citation_check(&x->citation, line.data, line.len - 1, &v, text.data ? text.data : "", text.len, &at,
		    &x->checkpoint)) != 0 || at != text.len)
			found(x, "trail/bundle.proof", proof->entry.offset, "it does not prove that the manifest was signed");
		else if (!entry_is(&v.action, "evidence.exported") || !entry_is(&v.target, hex))
			found(x, "trail/bundle.entry", entry->entry.offset, "what was signed is another manifest");
		else
			x->result->is_signed = true;
		r = r == -ENOMEM || r == ERR_CRYPTO ? r : 0;
	}
	x->checkpoint.signed_text = NULL;
	buffer_free(&line);
	buffer_free(&text);
	return r;
}

static int
take_key(struct inspector *x)
{
	const struct member *m = find(x, "trail/key.pub");
	struct buffer text = {0}, vkey = {0};
	int r = 0;

	if (m == NULL) {
		if (x->request->key != NULL)
			found(x, "trail/key.pub", 0, "it is signed by nobody");
		return 0;
	}
	if ((r = load(x, m, &text)) != 0)
		goto done;
	if (text.len == 0 || text.data[text.len - 1] != '\n' || signet_from_text(text.data, text.len - 1, &x->key) != 0) {
		found(x, "trail/key.pub", m->entry.offset, "it is no verifier's key");
	} else if ((r = signet_put_public(x->key, &vkey)) == 0 && buffer_string(&vkey) != NULL) {
		snprintf(x->result->key, sizeof x->result->key, "%s", vkey.data);
		if (x->request->key != NULL && memcmp(signet_public(x->request->key), signet_public(x->key), SIGNET_KEY_SIZE) != 0)
			found(x, "trail/key.pub", m->entry.offset, "it is signed with another key than the one that was asked for");
	}
done:
	buffer_free(&text);
	buffer_free(&vkey);
	return r;
}

/* A witness's checkpoint of the same size has the same root, or not; of another size it can't be compared. */
static void
check_witness(struct inspector *x)
{
	const struct buffer *w = x->request->witness;
	struct checkpoint c;
	size_t at = 0;

	while (w != NULL && x->result->is_signed && checkpoint_next(w->data, w->len, &at, &c) == 1) {
		if (checkpoint_check(&c, x->key) != 1 || c.size != x->checkpoint.size)
			continue;
		if (memcmp(c.root, x->checkpoint.root, DIGEST_SIZE) == 0) {
			if (x->result->anchored == AUDIT_UNKNOWN)
				x->result->anchored = AUDIT_YES;
		} else {
			x->result->anchored = AUDIT_NO;
		}
	}
}

/* Recordings. */

static int
unpack(struct inspector *x, const struct member *m)
{
	const char *name = strrchr(m->entry.name, '/') + 1;
	char path[4400], *bytes = malloc(COPY_BYTES);
	int64_t at = 0, left;
	ssize_t n;
	int fd, r = bytes ? 0 : -ENOMEM;

	snprintf(path, sizeof path, "%s/%s", x->folder, name);
	if ((fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		r = r ? r : -errno;
	while (r == 0 && (left = m->entry.size - at) > 0) {
		n = file_pread(x->fd, bytes, left < COPY_BYTES ? (size_t)left : COPY_BYTES, m->entry.offset + at);
		r = n <= 0 ? (n < 0 ? (int)n : ERR_TRUNCATED) : file_write(fd, bytes, (size_t)n);
		at += n;
	}
	if (fd >= 0)
		close(fd);
	free(bytes);
	return r;
}

static void
remove_unpacked(struct inspector *x, uint32_t from, uint32_t to)
{
	char path[4400];

	for (; from < to; from++) {
		snprintf(path, sizeof path, "%s/%s", x->folder, strrchr(x->members[from].entry.name, '/') + 1);
		unlink(path);
	}
}

static int
prove_entry(void *citation, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	return citation_prove(citation, index, entry, proof);
}

static bool
is_proof(const struct member *m)
{
	return strncmp(short_name(m), "proofs/", 7) == 0;
}

static bool
is_recording(const struct member *m)
{
	return strncmp(short_name(m), "recordings/", 11) == 0;
}

/* The parts of one recording stand behind one another. */
static uint32_t
last_part(const struct inspector *x, uint32_t first)
{
	uint32_t i = first + 1;

	while (i < x->count && is_recording(&x->members[i]) && strstr(x->members[i].entry.name, ".part-") != NULL)
		i++;
	return i;
}

static void
take_ruling(struct inspector *x, const struct member *m, struct ruling *r)
{
	x->result->sessions++;
	if (r->kind == RULING_TAMPERED || r->kind == RULING_DAMAGED)
		found(x, short_name(m), m->entry.offset + r->offset, "%.*s", (int)r->what.len, r->what.data ? r->what.data : "");
	else if (r->kind != RULING_FINE && x->result->what.len == 0)
		found(x, short_name(m), m->entry.offset, "%.*s", (int)r->what.len, r->what.data ? r->what.data : "");
	if (r->kind == RULING_CUT || r->kind == RULING_UNFINISHED || r->kind == RULING_UNKNOWN)
		x->result->complete = AUDIT_NO;
	free(r->path);
	r->path = NULL;
	if (x->request->each != NULL)
		x->request->each(x->request->context, short_name(m), r);
}

/* Of the session, if there can be one, and then of its commands. */
static int
check_proofs(struct inspector *x, const char *path, const struct uuid *id)
{
	const struct voucher v = {.docket = &x->docket,
	    .source = {.key = x->result->key, .prove = prove_entry, .context = &x->citation}};
	char name[VOUCHER_NAME_SIZE];
	struct buffer text = {0};
	const struct member *m;
	int r;

	voucher_name(id, -1, name);
	if ((r = voucher_session(&v, path, id, &text)) == 1 &&
	    (x->proof >= x->count || strcmp(short_name(&x->members[x->proof]), name) != 0))
		found(x, name, 0, "it is missing");
	for (; r >= 0 && x->proof < x->count; x->proof++) {
		m = &x->members[x->proof];
		/* "proofs/ID" */
		if (strncmp(short_name(m), name, strlen("proofs/") + UUID_TEXT_SIZE - 1) != 0)
			break;
		buffer_clear(&text);
		if ((r = load(x, m, &text)) == 0 && (r = voucher_check(&v, path, id, short_name(m), &text)) == 0)
			found(x, short_name(m), m->entry.offset, "it does not prove what it says of the recording");
	}
	buffer_free(&text);
	return r < 0 ? r : 0;
}

static int
judge_one(struct inspector *x, uint32_t first, uint32_t end)
{
	const struct ruling_law law = {.audit = x->key ? &x->audit : NULL, .docket = x->key ? &x->docket : NULL, .whole = x->key != NULL};
	struct ruling ruling;
	char path[4400];
	uint32_t i;
	int r = 0;

	for (i = first; r == 0 && i < end; i++)
		r = unpack(x, &x->members[i]);
	snprintf(path, sizeof path, "%s/%s", x->folder, strrchr(x->members[first].entry.name, '/') + 1);
	if (r == 0 && (r = ruling_make(path, &law, &ruling)) == 0) {
		take_ruling(x, &x->members[first], &ruling);
		if (x->key != NULL && ruling.has_session && x->result->what.len == 0)
			r = check_proofs(x, path, &ruling.session);
		ruling_release(&ruling);
	} else if (r == ERR_UNKNOWN || r == ERR_FORMAT || r == ERR_TRUNCATED || r == ERR_LIMIT) {
		found(x, short_name(&x->members[first]), x->members[first].entry.offset, "it is no recording");
		r = 0;
	}
	remove_unpacked(x, first, i);
	return r;
}

static int
judge_recordings(struct inspector *x)
{
	const char *tmp = getenv("TMPDIR") && *getenv("TMPDIR") == '/' ? getenv("TMPDIR") : "/tmp";
	uint32_t i = 0, end;
	int r = 0;

	snprintf(x->folder, sizeof x->folder, "%s/steno-verify-XXXXXX", tmp);
	if (mkdtemp(x->folder) == NULL)
		return -errno;
	while (x->proof < x->count && !is_proof(&x->members[x->proof]))
		x->proof++;
	while (r == 0 && i < x->count) {
		end = i + 1;
		if (is_recording(&x->members[i])) {
			end = last_part(x, i);
			r = judge_one(x, i, end);
		}
		i = end;
	}
	rmdir(x->folder);
	if (x->result->what.len == 0 && x->proof < x->count && is_proof(&x->members[x->proof]))
		found(x, short_name(&x->members[x->proof]), x->members[x->proof].entry.offset, "it is a proof of nothing that is here");
	return r;
}

/* What the summary names is here, and the files' time is that of the newest session. */
static int
check_summary(struct inspector *x)
{
	const struct member *m = find(x, "bundle.json");
	struct json_document *document = NULL;
	struct buffer text = {0};
	const struct json *s;
	uint32_t named = 0;
	int64_t newest = 0;
	char name[100];
	int r;

	if (m == NULL || (r = load(x, m, &text)) != 0 || json_parse(text.data, text.len, &document) != 0) {
		found(x, "bundle.json", 0, "it is missing, or can't be read");
		buffer_free(&text);
		return 0;
	}
	for (s = json_first(json_get(json_root(document), "sessions")); s != NULL; s = json_next(s), named++) {
		const char *id = json_string(json_get(s, "session"), NULL);

		snprintf(name, sizeof name, "recordings/%.36s.cast.zst", id ? id : "");
		if (find(x, name) == NULL) {
			x->result->complete = AUDIT_NO;
			found(x, name, 0, "it is missing");
		}
		if (json_integer(json_get(s, "ended"), 0) / 1000 > newest)
			newest = json_integer(json_get(s, "ended"), 0) / 1000;
	}
	if (named != x->result->sessions)
		found(x, "bundle.json", m->entry.offset, "it names %u sessions, and %u are here", named, x->result->sessions);
	if (m->entry.time != newest)
		found(x, "bundle.json", m->entry.offset - TARFILE_BLOCK, "the files' time is not that of the newest session");
	json_free(document);
	buffer_free(&text);
	return 0;
}

static int
inspect(struct inspector *x)
{
	int r;

	if ((r = read_members(x)) != 0 || (r = check_manifest(x)) != 0 || (r = check_names(x)) != 0 || (r = take_key(x)) != 0)
		return r;
	if (x->key != NULL && x->result->what.len == 0 && ((r = citation_begin(&x->citation, x->key)) != 0 ||
	    (r = check_trail(x)) != 0 || (r = check_signature(x)) != 0))
		return r;
	if (x->key == NULL && x->result->what.len == 0 && x->count != x->manifest + 1)
		found(x, short_name(&x->members[x->manifest + 1]), 0, "it stands behind the manifest");
	if ((r = judge_recordings(x)) != 0)
		return r;
	check_witness(x);
	return check_summary(x);
}

bool
inspection_is_one(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	unsigned char head[TARFILE_BLOCK];
	bool is;

	if (fd < 0)
		return false;
	is = file_pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head &&
	    (memcmp(head + 257, "ustar", 5) == 0 || memcmp(head, TOP, sizeof TOP - 1) == 0);
	close(fd);
	return is;
}

int
inspection_make(const char *path, const struct inspection_request *request, struct inspection *out)
{
	struct inspector x = {.request = request, .result = out, .fd = -1, .audit = {.first_time = INT64_MIN}};
	struct stat st;
	int r;

	memset(out, 0, sizeof *out);
	out->intact = out->complete = AUDIT_YES;
	if ((r = digest_new(&x.digest)) == 0 && ((x.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0 || fstat(x.fd, &st) != 0))
		r = -errno;
	if (r == 0) {
		x.size = st.st_size;
		r = inspect(&x);
	}
	if (r == 0)
		r = buffer_status(&out->what);
	out->fine = r == 0 && out->intact == AUDIT_YES && out->complete == AUDIT_YES && out->anchored != AUDIT_NO &&
	    (request->witness == NULL || out->anchored == AUDIT_YES);
	if (x.fd >= 0)
		close(x.fd);
	digest_free(x.digest);
	signet_free(x.key);
	docket_release(&x.docket);
	citation_release(&x.citation);
	free(x.members);
	return r;
}

void
inspection_release(struct inspection *i)
{
	buffer_free(&i->what);
}
