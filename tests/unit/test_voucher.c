/* Proofs in archives: made, checked, and of no other form; whatever is changed in one is found. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "trail/custody.h"
#include "trail/notary.h"
#include "trail/specimen.h"
#include "trail/voucher.h"

static char folder[4096];
static struct specimen specimen;
static struct custody custody;
static struct notary *notary;

static int
prove(void *context, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	return notary_prove(context, index, entry, proof);
}

static struct voucher
voucher(void)
{
	return (struct voucher){.docket = &custody.docket, .source = {.key = notary_key(notary), .prove = prove, .context = notary}};
}

static struct uuid
id_of(unsigned session)
{
	struct uuid id;

	CHECK(uuid_parse(specimen.ids[session], &id) == 0);
	return id;
}

/* Every byte, changed, is found; and what is cut, or goes on. */
static void
change_all(const struct voucher *v, unsigned session, const char *name, struct buffer *text)
{
	const struct uuid id = id_of(session);
	struct buffer part = {0};
	unsigned found = 0;
	size_t i;

	for (i = 0; i < text->len; i++) {
		text->data[i] = (char)(text->data[i] ^ (1 << i % 7));
		found += voucher_check(v, specimen.recordings[session], &id, name, text) == 0;
		text->data[i] = (char)(text->data[i] ^ (1 << i % 7));
	}
	CHECK(found == text->len);
	buffer_add(&part, text->data, text->len - 1);
	CHECK(voucher_check(v, specimen.recordings[session], &id, name, &part) == 0);
	buffer_adds(&part, "\n\n");
	CHECK(voucher_check(v, specimen.recordings[session], &id, name, &part) == 0);
	buffer_clear(&part);
	CHECK(voucher_check(v, specimen.recordings[session], &id, name, &part) == 0);
	buffer_free(&part);
}

static void
test_sessions(void)
{
	const struct voucher v = voucher();
	struct uuid id = id_of(0), other = id_of(1);
	char name[VOUCHER_NAME_SIZE];
	struct buffer text = {0}, more = {0};

	CHECK(voucher_session(&v, specimen.recordings[0], &id, &text) == 1);
	voucher_name(&id, -1, name);
	CHECK(voucher_check(&v, specimen.recordings[0], &id, name, &text) == 1);
	change_all(&v, 0, name, &text);
	CHECK(voucher_check(&v, specimen.recordings[1], &other, name, &text) == 0);
	/* another recording in its place can't be proven */
	CHECK(voucher_session(&v, specimen.recordings[1], &id, &more) == 0);
	CHECK(specimen_record(&specimen, specimen.recordings[0], specimen.ids[0], 77) == 0);
	CHECK(voucher_session(&v, specimen.recordings[0], &id, &more) == 0);
	CHECK(voucher_check(&v, specimen.recordings[0], &id, name, &text) == 0);
	buffer_free(&text);
	buffer_free(&more);
}

static void
test_commands(void)
{
	const struct voucher v = voucher();
	const struct affidavit_claim claim = {.from = 1, .to = 4, .command = 7, .text = "ls", .text_len = 2};
	struct uuid id = id_of(1);
	char name[VOUCHER_NAME_SIZE];
	struct buffer text = {0}, more = {0};
	unsigned found = 0;
	size_t i;

	CHECK(voucher_command(&v, specimen.recordings[1], &id, &claim, &text) == 1);
	voucher_name(&id, 7, name);
	CHECK(voucher_check(&v, specimen.recordings[1], &id, name, &text) == 1);
	/* the text and where it ends are claims, all else is not */
	for (i = 0; i < text.len; i++) {
		text.data[i] ^= 1;
		found += voucher_check(&v, specimen.recordings[1], &id, name, &text) == 0;
		text.data[i] ^= 1;
	}
	CHECK(found >= text.len - 4);
	voucher_name(&id, 8, name);
	CHECK(voucher_check(&v, specimen.recordings[1], &id, name, &text) == 0);
	voucher_name(&id, -1, name);
	CHECK(voucher_check(&v, specimen.recordings[1], &id, name, &text) == 0);
	CHECK(voucher_command(&v, specimen.recordings[1], &id, &(struct affidavit_claim){.from = 1u << 30, .to = (1u << 30) + 1}, &more) == 0);
	buffer_free(&text);
	buffer_free(&more);
}

static void
remove_all(void)
{
	char command[4200];

	snprintf(command, sizeof command, "rm -r '%s'", folder);
	CHECK(system(command) == 0);
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/voucher-XXXXXX", tmp ? tmp : "/tmp");
	CHECK(mkdtemp(folder) != NULL && specimen_make(&specimen, folder, false) == 0);
	CHECK(custody_open(specimen.store, &custody) == 0 && notary_open(specimen.store, &notary) == 0);
	if (notary != NULL) {
		check_run("a command's lines are proven", test_commands);
		check_run("a session is proven", test_sessions);
	}
	notary_free(notary);
	custody_release(&custody);
	specimen_release(&specimen);
	remove_all();
	return check_done();
}
