/* What keeps recordings and what lets them go: the order of the log between holds and prunings, rules, and the form of archives. */
#include "tests/unit/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "trail/removal.h"
#include "trail/retention.h"
#include "trail/specimen.h"
#include "trail/tarfile.h"

static struct specimen store;

static void
make_store(char folder[64])
{
	snprintf(folder, 64, "/tmp/steno-retention-XXXXXX");
	CHECK(mkdtemp(folder) != NULL && specimen_make(&store, folder, false) == 0);
}

static void
remove_store(const char *folder)
{
	char command[128];

	specimen_release(&store);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	CHECK(system(command) == 0);
}

static void
say(int session, const char *action, const char *detail)
{
	CHECK(specimen_go_on(&store, action, store.ids[session], detail) == 0);
}

/* Held and pruned, as the trail has it now. */
static int
standing(int session)
{
	const struct docket_session *s;
	struct custody c;
	struct uuid id;
	int state = -1;

	CHECK(custody_open(store.store, &c) == 0 && uuid_parse(store.ids[session], &id) == 0);
	if ((s = custody_find(&c, &id)) != NULL)
		state = 2 * s->held + s->pruned;
	custody_release(&c);
	return state;
}

static void
test_order(void)
{
	char folder[64];

	make_store(folder);
	CHECK(standing(0) == 0);
	say(0, "session.held", "{\"reason\":\"case\"}");
	say(0, "session.pruned", "{\"reason\":\"old\",\"bytes\":1}");
	CHECK(standing(0) == 2);
	say(0, "session.released", "{\"reason\":\"closed\"}");
	CHECK(standing(0) == 0);
	say(0, "session.pruned", "{\"reason\":\"old\",\"bytes\":1}");
	CHECK(standing(0) == 1);
	/* who only says so, and did not have its lease, came too late */
	say(0, "session.held", "{\"reason\":\"late\"}");
	CHECK(standing(0) == 3);
	say(1, "session.pruned", "{\"reason\":\"old\",\"bytes\":1}");
	say(1, "session.held", "{\"reason\":\"it was there\",\"bytes\":9}");
	CHECK(standing(1) == 2 && standing(2) == 0);
	remove_store(folder);
}

/* A hold that comes between the plan and the removal. */
static void
test_late_hold(void)
{
	struct estate_item item = {0};
	struct removal m = {.reason = "old"};
	struct custody c;
	char folder[64];

	make_store(folder);
	CHECK(custody_open(store.store, &c) == 0 && logbook_open(store.store, LOGBOOK_THERE, NULL, &m.book) == 0);
	m.custody = &c;
	CHECK(estate_describe(store.recordings[0], &item) == 0 && item.state == ESTATE_CLOSED);
	say(0, "session.held", "{\"reason\":\"case\",\"bytes\":9}");
	CHECK(removal_make(&m, &item) == -EPERM && access(item.path, F_OK) == 0 && standing(0) == 2);
	say(0, "session.released", "{\"reason\":\"closed\"}");
	CHECK(removal_make(&m, &item) == 0 && access(item.path, F_OK) != 0 && standing(0) == 1);
	CHECK(removal_make(&m, &item) == -EALREADY);
	estate_release_item(&item);
	logbook_free(m.book);
	custody_release(&c);
	remove_store(folder);
}

/* Two leases at once there are not; and what an erasure may not touch stays. */
static void
test_leases_and_entries(void)
{
	struct custody_lease one, two;
	struct logbook *book;
	char folder[64];

	make_store(folder);
	CHECK(custody_take(store.recordings[0], &one) == 0 && custody_take(store.recordings[0], &two) == ERR_BUSY);
	custody_let_go(&one);
	CHECK(custody_take(store.recordings[0], &one) == 0);
	custody_let_go(&one);
	CHECK(custody_take("/nonexistent", &one) == ERR_NOTFOUND);
	CHECK(logbook_open(store.store, LOGBOOK_THERE, NULL, &book) == 0);
	CHECK(logbook_erase(book, 0, 0, "x", 100) == ERR_RANGE && logbook_erase(book, 1, 0, "x", 100) == ERR_NOTFOUND);
	logbook_free(book);
	remove_store(folder);
}

static int64_t
rule(const char *text, unsigned n)
{
	struct retention p = {0};
	char *bad = NULL;
	int64_t age = retention_take_rules(&p, text, &bad) == 0 && n < p.rule_count ? p.rules[n].age : -1;

	free(bad);
	retention_release(&p);
	return age;
}

static void
test_rules(void)
{
	static const char *const wrong[] = {"a", "a:", ":1d", "=b:1d", "a:1", "a:d", "a:-1d", "a:1M", "a:6mo", "a:keeps", "a:99999999999d", "a:1 d", "a:1d b"};
	size_t i;

	CHECK(rule("a:7d", 0) == 7 * 86400000LL && rule("a:7d, b=c:12h\tcase:keep", 1) == 12 * 3600000LL);
	CHECK(rule("a:7d b=c:12h case:keep", 2) == RETENTION_KEEP && rule("a=x:y:3s", 0) == 3000 && rule("a:0s", 0) == 0);
	CHECK(rule("a:2w", 0) == 14 * 86400000LL && rule("a:1y", 0) == 365 * 86400000LL && rule("a:1d12h", 0) == 36 * 3600000LL);
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++)
		CHECK(rule(wrong[i], 0) == -1);
}

/* The fate of a session that ended so long ago, with a label or without. */
static enum retention_answer
judge(struct retention *p, const char *label, int64_t age)
{
	struct estate_item item = {.since = 1000000000000 - age};
	enum retention_answer answer;
	struct buffer why = {0};

	header_init(&item.header);
	if (label != NULL)
		CHECK(header_pairs_add(&item.header.labels, label, "1") == 0);
	answer = retention_judge(p, &item, 1000000000000, &why);
	CHECK((answer == RETENTION_MAY_GO) == (why.len == 0));
	buffer_free(&why);
	header_free(&item.header);
	return answer;
}

static void
test_judging(void)
{
	struct retention p = {.max_age = 1000, .min_age = 100};
	char *bad;

	CHECK(retention_take_rules(&p, "case:keep scratch:1s long:9d", &bad) == 0);
	CHECK(judge(&p, NULL, 1000) == RETENTION_GOES && judge(&p, NULL, 999) == RETENTION_MAY_GO && judge(&p, NULL, 99) == RETENTION_STAYS);
	CHECK(judge(&p, "case", 1 << 30) == RETENTION_STAYS && judge(&p, "long", 2000) == RETENTION_MAY_GO);
	CHECK(judge(&p, "scratch", 1000) == RETENTION_GOES && judge(&p, "scratch", 99) == RETENTION_STAYS);
	p.chosen = true;
	CHECK(judge(&p, NULL, 500) == RETENTION_GOES && judge(&p, "case", 500) == RETENTION_STAYS && judge(&p, NULL, 50) == RETENTION_STAYS);
	retention_release(&p);
}

static void
test_tar(void)
{
	unsigned char head[TARFILE_BLOCK], block[TARFILE_BLOCK] = "content";
	struct tarfile_entry e;
	int fd = memfd_create("tar", MFD_CLOEXEC), i;
	int64_t at = 0, size = 4 * TARFILE_BLOCK;

	CHECK(tarfile_head("", 1, 1, head) == ERR_RANGE && tarfile_head("a", -1, 1, head) == ERR_RANGE &&
	    tarfile_head("a", TARFILE_SIZE_MAX + 1, 1, head) == ERR_RANGE);
	CHECK(tarfile_head("a/b", 7, 1700000000, head) == 0 && file_write(fd, head, sizeof head) == 0 &&
	    file_write(fd, block, sizeof block) == 0 && ftruncate(fd, size) == 0);
	CHECK(tarfile_next(fd, size, &at, &e) == 1 && strcmp(e.name, "a/b") == 0 && e.size == 7 && e.time == 1700000000 && e.offset == 512);
	CHECK(at == 1024 && tarfile_next(fd, size, &at, &e) == 0);
	at = 1024;
	CHECK(tarfile_next(fd, size - 1, &at, &e) == ERR_FORMAT && tarfile_next(fd, size + 512, &at, &e) == ERR_FORMAT);
	/* every byte of it counts, but those of the file */
	for (i = 0; i < size; i++) {
		unsigned char was, is;

		CHECK(file_pread(fd, &was, 1, i) == 1);
		is = was ^ 1;
		at = 0;
		CHECK(file_pwrite(fd, &is, 1, i) == 0);
		CHECK((tarfile_next(fd, size, &at, &e) == 1 && tarfile_next(fd, size, &at, &e) == 0) == (i >= 512 && i < 519));
		CHECK(file_pwrite(fd, &was, 1, i) == 0);
	}
	close(fd);
}

int
main(void)
{
	check_run("the order of the log decides between holds and prunings", test_order);
	check_run("a hold that comes late is seen", test_late_hold);
	check_run("leases, and entries that may not be erased", test_leases_and_entries);
	check_run("rules", test_rules);
	check_run("what a policy says of a session", test_judging);
	check_run("an archive has one form", test_tar);
	return check_done();
}
