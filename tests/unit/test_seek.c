/* Seeking in a recording, by event number: as a walk from its start would find the place. */
#include "lib/cast/frame.h"
#include "lib/cast/mend.h"
#include "lib/cast/walk.h"
#include "tests/unit/written.h"

/* Go there, and see that the next event is the right one. */
static void
lands(const struct sample *s, struct reader *r, uint64_t number)
{
	size_t place = linear(s, number);
	struct event ev;
	int e;

	CHECK(reader_seek_event(r, number) == 0);
	e = reader_next(r, &ev);
	CHECK(e == (place < s->count));
	CHECK(e != 1 || sample_same(&ev, &s->events[place]));
}

/* Where frames meet is where a search goes wrong. */
static void
test_seek_edges(void)
{
	const char *path = sample_path("a.cast.zst");
	struct writer *w = begin(path, &LIVE);
	struct walk_item item;
	struct reader *r;
	struct walk *walk;
	struct sample s;
	int64_t d;

	sample_make(&s, 25, 1200000);
	sample_put(&s, 0, s.count, w);
	CHECK(writer_close(w) == 0);
	CHECK(reader_open(path, &r) == 0);
	CHECK(walk_open(path, &walk) == 0);
	while (walk_next(walk, false, &item) == 1) {
		for (d = -1; d <= 1; d++) {
			lands(&s, r, item.link.first_event + (uint64_t)(d + 1));
			if (item.link.first_event > 0)
				lands(&s, r, item.link.first_event - 1);
		}
	}
	walk_free(walk);
	reader_free(r);
	sample_free(&s);
	sample_sweep();
}

/* Without a table at first; then with one that lies; while it grows; and when another file is put in its place. */
static void
test_seek_in_a_file_that_changes(void)
{
	const char *path = sample_path("a.cast.zst");
	struct frame_entry entries[4] = {{100, 5}, {90, 0}, {200, 5}, {90, 0}};
	struct buffer table = {0};
	struct walk_item item;
	struct reader *r;
	struct walk *walk;
	struct sample s, other;
	struct writer *w;
	int64_t offset = 0;
	FILE *f = NULL;
	size_t i;

	w = begin(path, &LIVE);
	sample_make(&s, 31, 1500000);
	sample_put(&s, 0, s.count / 2, w);
	CHECK(reader_open(path, &r) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, s.events[i * (s.count / 2) / 41].number);
	sample_put(&s, s.count / 2, s.count, w);
	for (i = 0; i < 40; i++)
		lands(&s, r, s.events[i * s.count / 41].number);
	CHECK(writer_close(w) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, s.events[i * s.count / 41].number);
	/* the same without its own table, with one of places that hold no frames */
	CHECK(walk_open(path, &walk) == 0);
	while (walk_next(walk, false, &item) == 1)
		offset = walk_offset(walk);
	walk_free(walk);
	entries[3].stored = (uint32_t)(offset - 390);
	CHECK(truncate(path, offset) == 0 && frame_put_seek_table(&table, entries, 4) == 0 && (f = fopen(path, "ab")) != NULL);
	CHECK(fwrite(table.data, 1, table.len, f) == table.len && fclose(f) == 0);
	reader_free(r);
	CHECK(reader_open(path, &r) == 0);
	for (i = 0; i < 40; i++)
		lands(&s, r, s.events[i * s.count / 41].number);
	/* another in its place */
	sample_make(&other, 32, 400000);
	w = begin(sample_path("b.cast.zst"), &LIVE);
	sample_put(&other, 0, other.count, w);
	CHECK(writer_close(w) == 0);
	CHECK(rename(sample_path("b.cast.zst"), path) == 0);
	for (i = 0; i < 40; i++)
		lands(&other, r, other.events[i * other.count / 41].number);
	reader_free(r);
	buffer_free(&table);
	sample_free(&s);
	sample_free(&other);
	sample_sweep();
}

static void
test_seek(void)
{
	const struct writer_options *options[] = {&LIVE, &ROTATING};
	const char *path = sample_path("a.cast.zst");
	struct mend_report report;
	struct sample s;
	int i;

	for (i = 0; i < 2; i++) {
		struct writer *w = begin(path, options[i]);

		sample_make(&s, 20 + (uint64_t)i, 1200000);
		sample_put(&s, 0, s.count, w);
		seeks_well(&s, path, 100);
		writer_drop(w);
		seeks_well(&s, path, 100);
		CHECK(mend_recording(path, &report) == 0);
		seeks_well(&s, path, 150);
		sample_sweep();
		w = begin(path, options[i]);
		sample_put(&s, 0, s.count, w);
		CHECK(writer_close(w) == 0);
		seeks_well(&s, path, 200);
		sample_free(&s);
		sample_sweep();
	}
}

int
main(void)
{
	sample_enter("test-seek");
	check_run("seek", test_seek);
	check_run("seek_in_a_file_that_changes", test_seek_in_a_file_that_changes);
	check_run("seek, where frames meet", test_seek_edges);
	return check_done();
}
