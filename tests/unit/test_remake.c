/* Recordings made anew, packed harder or with times removed; and those that somebody changed. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zstd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/check.h"
#include "lib/cast/frame.h"
#include "lib/cast/gap.h"
#include "lib/cast/mend.h"
#include "lib/cast/part.h"
#include "lib/cast/remake.h"
#include "lib/cast/share.h"
#include "lib/cast/walk.h"
#include "tests/unit/written.h"

/* All lines as zstd prints them, part after part. */
static void
print_lines(const char *path, struct buffer *out)
{
	struct buffer stored = {0};
	uint32_t part;
	size_t room = 1u << 25, n;
	char *name, *to;

	buffer_clear(out);
	for (part = 0;; part++) {
		name = part_path(path, part);
		buffer_clear(&stored);
		if (file_load(name, 1u << 30, &stored) != 0)
			break;
		to = buffer_reserve(out, room);
		n = ZSTD_decompress(to, room, stored.data, stored.len);
		CHECK(!ZSTD_isError(n));
		out->len += ZSTD_isError(n) ? 0 : n;
		free(name);
	}
	free(name);
	buffer_free(&stored);
}

static void
close_sample(const struct sample *s, const char *path, const struct writer_options *options)
{
	struct writer *w = begin(path, options);

	sample_put(s, 0, s->count, w);
	CHECK(writer_close(w) == 0);
}

static void
test_pack(void)
{
	const char *path = sample_path("a.cast.zst");
	struct buffer before = {0}, after = {0};
	struct remake_report report;
	struct sample s;
	struct stat st;

	sample_make(&s, 60, 1500000);
	close_sample(&s, path, &ROTATING);
	CHECK(chmod(path, 0640) == 0);
	print_lines(path, &before);
	CHECK(remake_recording(path, 12, NULL, &report) == 0);
	CHECK(report.after < report.before && report.removed == 0 && report.parts > 0);
	print_lines(path, &after);
	CHECK(before.len == after.len && memcmp(before.data, after.data, before.len) == 0);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	seeks_well(&s, path, 50);
	CHECK(remake_recording(path, 0, NULL, &report) == 0);
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	buffer_free(&before);
	buffer_free(&after);
	sample_free(&s);
	sample_sweep();
}

static void
is_file(const char *path, const struct buffer *bytes)
{
	struct buffer now = {0};

	CHECK(file_load(path, 1u << 30, &now) == 0 && buffer_is(bytes, now.data, now.len));
	buffer_free(&now);
}

/* Where its second share stands. */
static int64_t
second_share(const char *path)
{
	struct walk_item item = {0};
	struct walk *walk;
	int n = 0;

	CHECK(walk_open(path, &walk) == 0);
	while (n < 2 && walk_next(walk, false, &item) == 1)
		n += walk_is_share(&item);
	walk_free(walk);
	return item.offset;
}

/* How many frames it has, and how many of them have their lines in another's data frame. */
static size_t
count_frames(const char *path, size_t *shares)
{
	struct walk_item item;
	struct walk *walk;
	size_t n = 0;

	*shares = 0;
	CHECK(walk_open(path, &walk) == 0);
	for (; walk_next(walk, false, &item) == 1; n++)
		*shares += walk_is_share(&item);
	CHECK(walk_tail(walk) == WALK_TABLE);
	walk_free(walk);
	return n;
}

/* Frames that are packed share data frames, four of the usual size each; nothing but the file is another for it. */
static void
test_pack_together(void)
{
	struct remake_removal removal = {5000, 9000, "alice", "r"};
	const char *path = sample_path("a.cast.zst"), *copy = sample_path("b.cast.zst");
	struct buffer before = {0}, after = {0}, packed = {0};
	struct remake_report report;
	struct mend_report mended;
	size_t frames, shares, now;
	struct sample s;

	sample_make(&s, 61, 1500000);
	close_sample(&s, path, &LIVE);
	print_lines(path, &before);
	frames = count_frames(path, &shares);
	CHECK(frames > 5 && shares == 0);
	CHECK(remake_recording(path, 1, NULL, &report) == 0);
	CHECK(count_frames(path, &shares) == frames && shares >= frames / 2 && frames - shares >= 2);
	print_lines(path, &after);
	CHECK(buffer_is(&before, after.data, after.len));
	holds_all(&s, path, READER_COMPLETE);
	is_intact(&s, path, true, false);
	seeks_well(&s, path, 50);
	/* packed again it is the same */
	CHECK(file_load(path, 1u << 30, &packed) == 0 && remake_recording(path, 1, NULL, &report) == 0);
	is_file(path, &packed);
	/* without its table it is mended; cut, it was cut by somebody */
	copy_file(path, copy, (int64_t)packed.len - 20);
	CHECK(mend_recording(copy, &mended) == 0 && mended.needed);
	is_file(copy, &packed);
	copy_file(path, copy, second_share(path));
	CHECK(mend_recording(copy, &mended) == ERR_DAMAGED && verdict_of(copy) == CHECK_DAMAGED);
	/* what is removed stands alone from then on, also when it is packed again */
	CHECK(remake_recording(path, 0, &removal, &report) == 0 && report.removed > 0);
	CHECK(count_frames(path, &shares) == frames && shares == 0 && verdict_of(path) == CHECK_INTACT);
	CHECK(remake_recording(path, 1, NULL, &report) == 0 && verdict_of(path) == CHECK_INTACT);
	CHECK(count_frames(path, &now) == frames && now > 0);
	print_lines(path, &after);
	CHECK(!buffer_is(&before, after.data, after.len));
	buffer_free(&before);
	buffer_free(&after);
	buffer_free(&packed);
	sample_free(&s);
	sample_sweep();
}

static bool
removable(char code)
{
	return strchr("oikm", code) != NULL;
}

struct range {
	int64_t from, to;
};

/* Was the event's text removed by one of these? */
static bool
removed_by(const struct event *ev, const struct range *ranges, size_t n)
{
	while (removable(ev->code) && n-- > 0)
		if (ev->at >= ranges[n].from && ev->at <= ranges[n].to)
			return true;
	return false;
}

/* What is left is as it was, numbers and times; what is not has one gap for each run. */
static void
reads_removed(const struct sample *s, const char *path, const struct range *ranges, size_t n)
{
	uint64_t number = 0, removed = 0;
	struct check_result result;
	struct reader *r;
	struct event ev;
	size_t i = 0;

	CHECK(reader_open(path, &r) == 0);
	while (reader_next(r, &ev) == 1) {
		if (ev.code == EVENT_GAP) {
			int64_t count = gap_removed_events(&ev);

			CHECK(count > 0 && ev.number == number);
			removed += (uint64_t)count;
			number = ev.number + (uint64_t)count;
			for (; i < s->count && s->events[i].number < number; i++)
				CHECK(removed_by(&s->events[i], ranges, n) &&
				    s->events[i].at <= ev.at);
			CHECK(i > 0 && s->events[i - 1].at == ev.at &&
			    s->events[i - 1].number + 1 == number);
			continue;
		}
		CHECK(i < s->count && sample_same(&ev, &s->events[i]));
		CHECK(!removed_by(&ev, ranges, n));
		number = ev.number + 1;
		i++;
	}
	CHECK(i == s->count && reader_state(r) == READER_COMPLETE);
	reader_free(r);
	CHECK(check_recording(path, NULL, &result) == 0 && result.verdict == CHECK_INTACT);
	CHECK(result.removed == removed && result.events == s->events[s->count - 1].number + 1);
	if (result.verdict != CHECK_INTACT)
		printf("# %s\n", buffer_string(&result.what));
	check_release(&result);
}

static void
test_removal(void)
{
	const struct range ranges[] = {
	    {2000, 2900}, {2500, 4000}, {7000, 7000}, {1990, 2005}, {9000, 30000}, {0, 3}};
	const size_t n = sizeof ranges / sizeof *ranges;
	const char *path = sample_path("a.cast.zst");
	struct buffer lines = {0};
	struct remake_report report;
	struct sample s;
	size_t i, k;
	int rotate;

	sample_make(&s, 61, 1500000);
	/* a secret in every tenth output */
	for (i = 0; i < s.count; i++)
		if (s.events[i].code == 'o' && s.events[i].len >= 12 && i % 10 == 0)
			memcpy((char *)(uintptr_t)s.events[i].data, "hunter2-", 8);
	for (i = k = 0; i < s.count; i++) {
		k += utf8_valid_prefix(s.events[i].data, s.events[i].len) != s.events[i].len;
		s.events[i].number = k++;
	}
	for (rotate = 0; rotate < 2; rotate++) {
		close_sample(&s, path, rotate ? &ROTATING : &LIVE);
		for (k = 0; k < n; k++) {
			struct remake_removal removal = {
			    ranges[k].from, ranges[k].to, "alice", "a \"secret\""};

			CHECK(remake_recording(path, k == 1 ? 9 : 0, &removal, &report) == 0);
			reads_removed(&s, path, ranges, k + 1);
		}
		/* now everything: no trace of it is left in what zstd prints, or in the files */
		{
			struct remake_removal all = {INT64_MIN, INT64_MAX, "bob", "all"};
			const struct range whole = {INT64_MIN, INT64_MAX};

			print_lines(path, &lines);
			CHECK(memmem(lines.data, lines.len, "hunter2-", 8) != NULL);
			CHECK(remake_recording(path, 0, &all, &report) == 0 && report.removed > 0);
			print_lines(path, &lines);
			CHECK(memmem(lines.data, lines.len, "hunter2-", 8) == NULL);
			CHECK(memmem(lines.data, lines.len, "\"o\"", 3) == NULL);
			CHECK(memmem(lines.data, lines.len, "\"b\"", 3) == NULL);
			reads_removed(&s, path, &whole, 1);
			CHECK(remake_recording(path, 0, &all, &report) == 0 && report.removed == 0);
			reads_removed(&s, path, &whole, 1);
		}
		sample_sweep();
	}
	buffer_free(&lines);
	sample_free(&s);
}

/* Each removal keeps who made it and why: a later one elsewhere must not put its name there. */
static void
test_removal_names(void)
{
	const char *path = sample_path("a.cast.zst");
	struct remake_removal first = {10, 11, "alice", "one"}, second = {30, 31, "bob", "two"},
			      joining = {12, 13, "carol", "three"};
	struct event ev = {.code = EVENT_OUTPUT, .data = "x", .len = 1};
	struct remake_report report;
	struct buffer lines = {0};
	struct writer *w = begin(path, &LIVE);

	for (ev.at = 0; ev.at < 50; ev.at++)
		CHECK(writer_put(w, &ev) == 0);
	CHECK(writer_close(w) == 0);
	CHECK(remake_recording(path, 0, &first, &report) == 0 && report.removed == 2);
	CHECK(remake_recording(path, 0, &second, &report) == 0 && report.removed == 2);
	print_lines(path, &lines);
	CHECK(strstr(buffer_string(&lines),
		  "\\\"by\\\":\\\"alice\\\",\\\"reason\\\":\\\"one\\\"") != NULL);
	CHECK(strstr(buffer_string(&lines), "\\\"by\\\":\\\"bob\\\",\\\"reason\\\":\\\"two\\\"") !=
	    NULL);
	CHECK(strstr(buffer_string(&lines), "\\\"from\\\":10,\\\"to\\\":11") != NULL);
	/* one that touches it becomes one run with it: of all its time */
	CHECK(remake_recording(path, 0, &joining, &report) == 0 && report.removed == 2);
	print_lines(path, &lines);
	CHECK(strstr(buffer_string(&lines), "\\\"events\\\":4,\\\"from\\\":10,\\\"to\\\":13") !=
	    NULL);
	CHECK(verdict_of(path) == CHECK_INTACT);
	buffer_free(&lines);
	sample_sweep();
}

/* Through a link it is the recording that changes: a secret would stay there. */
static void
test_removal_through_a_link(void)
{
	struct remake_removal removal = {0, 50, "alice", "r"};
	const char *path = sample_path("a.cast.zst"), *name = sample_path("b.cast.zst");
	struct remake_report report;
	struct sample s;
	struct stat st;

	sample_make(&s, 66, 20000);
	close_sample(&s, path, &LIVE);
	CHECK(symlink(path, name) == 0 && remake_recording(name, 0, &removal, &report) == 0 && report.removed > 0);
	CHECK(lstat(name, &st) == 0 && S_ISLNK(st.st_mode));
	CHECK(remake_recording(path, 0, &removal, &report) == 0 && report.removed == 0);
	sample_free(&s);
	sample_sweep();
}

/* Nothing goes where a part behind is damaged or gone; and what has nothing of a removal stays as it is. */
static void
test_removal_of_parts(void)
{
	struct remake_removal removal = {0, 50, "alice", "r"};
	const char *path = sample_path("a.cast.zst");
	struct buffer first = {0}, second = {0};
	char *last = part_path(path, 1);
	struct remake_report report;
	struct writer *w;
	struct sample s;
	struct stat st;
	char byte;
	int fd;

	sample_make(&s, 65, 1500000);
	w = begin(path, &ROTATING);
	sample_put(&s, 0, s.count / 2, w);
	/* frames are closed beside us: the part is large enough when they are in it */
	while (stat(path, &st) == 0 && (uint64_t)st.st_size < (uint64_t)ROTATING.rotate_bytes)
		usleep(1000);
	sample_put(&s, s.count / 2, s.count, w);
	CHECK(writer_close(w) == 0);
	CHECK(remake_recording(path, 12, NULL, &report) == 0 && report.parts > 1);
	CHECK(file_load(path, 1u << 30, &first) == 0 && file_load(last, 1u << 30, &second) == 0);
	fd = open(last, O_RDWR);
	CHECK(file_pread(fd, &byte, 1, 200) == 1);
	byte ^= 1;
	CHECK(file_pwrite(fd, &byte, 1, 200) == 0);
	CHECK(remake_recording(path, 0, &removal, &report) == ERR_TAMPERED && report.parts == 0);
	CHECK(unlink(last) == 0 && remake_recording(path, 0, &removal, &report) == ERR_DAMAGED && report.parts == 0);
	close(fd);
	is_file(path, &first);
	fd = open(last, O_RDWR | O_CREAT, 0600);
	CHECK(file_write(fd, second.data, second.len) == 0);
	close(fd);
	CHECK(remake_recording(path, 0, &removal, &report) == 0 && report.parts == 1 && report.removed > 0);
	is_file(last, &second);
	CHECK(verdict_of(path) == CHECK_INTACT);
	free(last);
	buffer_free(&first);
	buffer_free(&second);
	sample_free(&s);
	sample_sweep();
}

/* A recording with a removed range, one with several frames, and both mended: any changed byte
 * shows. */
static void
every_byte_counts(const char *path, size_t step)
{
	const char *changed = sample_path("c.cast.zst");
	struct buffer bytes = {0};
	size_t at;
	int fd;

	CHECK(file_load(path, 1u << 30, &bytes) == 0 && verdict_of(path) == CHECK_INTACT);
	fd = open(changed, O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK(file_write(fd, bytes.data, bytes.len) == 0);
	for (at = 0; at < bytes.len; at += step) {
		char other = (char)(bytes.data[at] ^ (1 << sample_any(8)));
		bool noticed;

		CHECK(file_pwrite(fd, &other, 1, (int64_t)at) == 0);
		noticed = verdict_of(changed) != CHECK_INTACT;
		CHECK(noticed);
		if (!noticed)
			printf("# byte %zu of %zu\n", at, bytes.len);
		CHECK(file_pwrite(fd, bytes.data + at, 1, (int64_t)at) == 0);
	}
	/* and any cut, and anything behind it */
	for (at = 1; at < bytes.len; at += 1 + bytes.len / 300) {
		CHECK(ftruncate(fd, (off_t)at) == 0 && verdict_of(changed) != CHECK_INTACT);
		CHECK(file_pwrite(fd, bytes.data, bytes.len, 0) == 0);
	}
	CHECK(file_pwrite(fd, "x", 1, (int64_t)bytes.len) == 0 &&
	    verdict_of(changed) != CHECK_INTACT);
	close(fd);
	unlink(changed);
	buffer_free(&bytes);
}

static void
test_tampering(void)
{
	struct remake_removal removal = {100, 200, "alice", "r"};
	const char *path = sample_path("a.cast.zst");
	struct remake_report report;
	struct sample s;

	sample_make(&s, 70, 1000);
	close_sample(&s, path, &LIVE);
	every_byte_counts(path, 1);
	sample_free(&s);
	sample_sweep();
	sample_make(&s, 71, 6000);
	close_sample(&s, path, &LIVE);
	CHECK(remake_recording(path, 0, &removal, &report) == 0 && report.removed > 0);
	every_byte_counts(path, 7);
	sample_free(&s);
	sample_sweep();
	sample_make(&s, 72, 700000);
	close_sample(&s, path, &LIVE);
	every_byte_counts(path, 6007);
	CHECK(remake_recording(path, 1, NULL, &report) == 0);
	every_byte_counts(path, 4001);
	sample_free(&s);
	sample_sweep();
}

/* What may not be in a recording whose frames share data frames, though every digest fits. */
enum misplaced {
	MISPLACED_NOTHING,
	MISPLACED_SKIP,   /* a share's lines begin elsewhere */
	MISPLACED_BACK,   /* they are in a data frame before the last */
	MISPLACED_ITSELF, /* or in none */
	MISPLACED_LINE,   /* there are lines that no link has, at the end of a data frame */
	MISPLACED_LAST,   /* or at the end of all */
	MISPLACED_WAYS
};

static bool
misplace(struct buffer *lines, struct share *share, const struct walk_item *item, size_t group, size_t last, enum misplaced way)
{
	static const char line[] = "[0,\"o\",\"what nobody saw\"]\n";
	bool shares = walk_is_share(item);

	if (!shares && ((way == MISPLACED_LINE && group == 0) || (way == MISPLACED_LAST && group == last))) {
		buffer_add(lines, line, sizeof line - 1);
		return true;
	}
	if (!shares || group != 1)
		return false;
	if (way == MISPLACED_SKIP)
		share->skip -= 1;
	if (way == MISPLACED_BACK)
		share->back = (uint64_t)item->offset;
	if (way == MISPLACED_ITSELF)
		share->back = (uint64_t)item->offset + 1;
	return way == MISPLACED_SKIP || way == MISPLACED_BACK || way == MISPLACED_ITSELF;
}

/* Write a packed recording anew, with container digests that fit: where it was changed first, or -1. */
static int64_t
misplace_frames(const char *from, const char *to, enum misplaced way)
{
	struct buffer lines = {0}, frame = {0}, out = {0}, entries = {0};
	int64_t data_offset = 0, changed = -1;
	struct frame_coder *coder;
	struct frame_entry entry;
	struct walk_item item;
	struct share share;
	struct walk *walk;
	size_t group = 0, shares, last = count_frames(from, &shares) - 1;
	int fd = open(to, O_RDWR | O_CREAT | O_TRUNC, 0600);

	last -= shares;
	CHECK(walk_open(from, &walk) == 0 && frame_coder_new(1, &coder) == 0);
	while (walk_next(walk, true, &item) == 1) {
		bool is_share = walk_is_share(&item);

		buffer_clear(&lines);
		buffer_clear(&frame);
		if (!is_share) {
			group += item.offset > 0;
			data_offset = (int64_t)out.len;
			CHECK(frame_decode(coder, item.frame, item.stored, &lines) == 0);
		}
		share = (struct share){(uint64_t)((int64_t)out.len - data_offset), item.skip};
		if (misplace(&lines, &share, &item, group, last, way) && changed < 0)
			changed = (int64_t)out.len;
		CHECK(is_share ? share_encode(&frame, &share) == 0 : frame_encode(coder, lines.data, lines.len, &frame) == 0);
		entry = (struct frame_entry){(uint32_t)frame.len, (uint32_t)lines.len};
		buffer_add(&entries, &entry, sizeof entry);
		buffer_add(&out, frame.data, frame.len);
		CHECK(link_encode(&out, &item.link, frame.data, frame.len) == 0);
		entry = (struct frame_entry){(uint32_t)(LINK_FIXED_SIZE + item.link.salts_len), 0};
		buffer_add(&entries, &entry, sizeof entry);
	}
	CHECK(frame_put_seek_table(&out, (struct frame_entry *)(void *)entries.data, entries.len / sizeof entry) == 0);
	CHECK(fd >= 0 && file_write(fd, out.data, out.len) == 0);
	close(fd);
	walk_free(walk);
	frame_coder_free(coder);
	buffer_free(&lines);
	buffer_free(&frame);
	buffer_free(&out);
	buffer_free(&entries);
	return changed;
}

static void
test_misplaced(void)
{
	const char *path = sample_path("a.cast.zst"), *forged = sample_path("b.cast.zst");
	struct remake_report report;
	struct check_result result;
	int64_t changed;
	struct sample s;
	int way;

	sample_make(&s, 62, 1500000);
	close_sample(&s, path, &LIVE);
	CHECK(remake_recording(path, 1, NULL, &report) == 0);
	for (way = MISPLACED_NOTHING; way < MISPLACED_WAYS; way++) {
		changed = misplace_frames(path, forged, (enum misplaced)way);
		CHECK(check_recording(forged, NULL, &result) == 0);
		if (way == MISPLACED_NOTHING) {
			CHECK(changed == -1 && result.verdict == CHECK_INTACT);
		} else {
			/* what no link has is found behind it */
			CHECK(changed >= 0 && result.verdict == CHECK_TAMPERED &&
			    (way < MISPLACED_LINE ? result.offset == changed : result.offset > changed));
			CHECK(remake_recording(forged, 1, NULL, &report) == ERR_TAMPERED);
		}
		check_release(&result);
	}
	sample_free(&s);
	sample_sweep();
}

/* Write the frames of a recording anew, with whole containers, but with `change` applied to frame
 * `at`. */
enum change {
	CHANGE_NOTHING,
	CHANGE_LINE,
	CHANGE_DROP,
	CHANGE_SWAP,
	CHANGE_TIME,
	CHANGE_SESSION,
	CHANGE_REPEAT,
	CHANGE_BOOTTIME
};

static void
forge(const char *from, const char *to, size_t at, enum change change)
{
	struct frame_coder *coder;
	struct buffer plain = {0}, kept = {0};
	struct walk_item item;
	struct link held = {0};
	struct walk *walk;
	struct part *part;
	int fd = open(to, O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *x;
	size_t i;

	CHECK(walk_open(from, &walk) == 0 && part_new(fd, 0, &part) == 0 &&
	    frame_coder_new(0, &coder) == 0);
	for (i = 0; walk_next(walk, true, &item) == 1; i++) {
		buffer_clear(&plain);
		CHECK(frame_decode(coder, item.frame, item.stored, &plain) == 0);
		if (i == at && change == CHANGE_DROP)
			continue;
		if (i == at && change == CHANGE_LINE &&
		    (x = memmem(plain.data, plain.len, "p^M", 3)) != NULL)
			x[0] = 'v';
		if (i == at && change == CHANGE_TIME)
			item.link.last++;
		if (i == at && change == CHANGE_SESSION)
			item.link.session.bytes[0] ^= 1;
		if (i == at && change == CHANGE_BOOTTIME)
			item.link.last_boottime = item.link.base_boottime - 100000;
		if (i == at && change == CHANGE_SWAP) {
			/* this frame's lines stand behind the next one's */
			static unsigned char salts[64];

			held = item.link;
			memcpy(salts, item.link.salts, item.link.salts_len);
			held.salts = salts;
			buffer_add(&kept, plain.data, plain.len);
			continue;
		}
		CHECK(part_copy(part, plain.data, plain.len, &item.link) == 0);
		if (i == at && change == CHANGE_REPEAT)
			CHECK(part_copy(part, plain.data, plain.len, &item.link) == 0);
		if (kept.len > 0) {
			CHECK(part_copy(part, kept.data, kept.len, &held) == 0);
			buffer_clear(&kept);
		}
	}
	CHECK(part_finish(part) == 0);
	part_free(part);
	close(fd);
	walk_free(walk);
	frame_coder_free(coder);
	buffer_free(&plain);
	buffer_free(&kept);
}

static void
test_forgery(void)
{
	const char *path = sample_path("a.cast.zst"), *forged = sample_path("b.cast.zst");
	enum change change;
	struct sample s;
	size_t at;

	sample_make(&s, 80, 1200000);
	close_sample(&s, path, &LIVE);
	forge(path, forged, 0, CHANGE_NOTHING);
	CHECK(verdict_of(forged) == CHECK_INTACT);
	for (change = CHANGE_LINE; change <= CHANGE_BOOTTIME; change++) {
		for (at = 0; at < 4; at++) {
			forge(path, forged, at, change);
			CHECK(verdict_of(forged) == CHECK_TAMPERED);
		}
	}
	sample_free(&s);
	sample_sweep();
}

int
main(void)
{
	sample_enter("test-remake");
	check_run("pack", test_pack);
	check_run("pack, frames together", test_pack_together);
	check_run("removal", test_removal);
	check_run("removal, by whom", test_removal_names);
	check_run("removal, of parts", test_removal_of_parts);
	check_run("removal, through a link", test_removal_through_a_link);
	check_run("tampering", test_tampering);
	check_run("frames whose lines are elsewhere", test_misplaced);
	check_run("forgery", test_forgery);
	return check_done();
}
