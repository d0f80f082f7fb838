/*
 * steno export --evidence: recordings and what proves them, in one archive.
 *
 * The store's trail is told first, and signed: what the archive has of it covers that.  The digest of the archive's manifest is an
 * entry of its own, whose proof stands behind the manifest: so the trail's key signs the archive too.
 */
#include <errno.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/cast/part.h"
#include "lib/cast/store.h"
#include "lib/trail/doer.h"
#include "lib/verb/redaction.h"
#include "lib/verb/times.h"
#include "trail/blackout.h"
#include "trail/errand.h"
#include "trail/hits.h"
#include "trail/inquiry.h"
#include "trail/retention.h"
#include "trail/roll.h"
#include "trail/testimony.h"
#include "trail/trail.h"
#include "trail/voucher.h"

#define TEXT_MAX (256u * 1024 * 1024)
#define WORDS_MAX 32

static int run(int argc, char **argv);

const struct verb trail_export = {"export", run,
    "usage: steno export --evidence -o FILE [OPTION...] [SESSION|FILE...]\n"
    "\n"
    "One archive (tar) for an outsider: the recordings, their commands as JSON and CSV, reports that need no\n"
    "network, what verifying said, what the trail says of them with proofs, and how to check all of it.\n"
    "\n"
    "  -o, --output FILE   write it there; FILE must not exist, or --force\n"
    "      --user NAME, --host NAME, --label NAME[=VALUE]   of these; NAME may be a pattern\n"
    "      --since TIME, --until TIME   that overlap this: 2026-11-21, \"2026-11-21 14:00\", 7d, \"last week\"\n"
    "      --query WORD        with commands that \"steno search\" finds so; may be given more than once\n"
    "      --unredacted        commands and reports with the secrets that were shown or typed; the trail says so\n"
    "      --rules FILE        what is redacted in them besides; see \"steno index\"\n"
    "      --force             overwrite FILE\n"
    "      --help, --version\n"
    "\n"
    "Commands and reports are redacted as the index is.  The recordings and proofs are the evidence, and exact.\n"
    "\n"
    "exit status: 0 done; 1 no session is left, or one had to be left out; 2 usage, or FILE exists; 3 something\n"
    "could not be read or written\n"
    "\n"
    "examples:\n"
    "  steno export --evidence --user ada --since 2026-11-01 -o case-42.tar\n"
    "  steno verify case-42.tar\n"};

enum { OPT_EVIDENCE = 256, OPT_USER, OPT_HOST, OPT_LABEL, OPT_SINCE, OPT_UNTIL, OPT_QUERY, OPT_FORCE, OPT_UNREDACTED, OPT_RULES };

static const struct option OPTIONS[] = {
	{"evidence", no_argument, NULL, OPT_EVIDENCE},
	{"output", required_argument, NULL, 'o'},
	{"force", no_argument, NULL, OPT_FORCE},
	{"user", required_argument, NULL, OPT_USER},
	{"host", required_argument, NULL, OPT_HOST},
	{"label", required_argument, NULL, OPT_LABEL},
	{"since", required_argument, NULL, OPT_SINCE},
	{"until", required_argument, NULL, OPT_UNTIL},
	{"query", required_argument, NULL, OPT_QUERY},
	{"unredacted", no_argument, NULL, OPT_UNREDACTED},
	{"rules", required_argument, NULL, OPT_RULES},
	VERB_OPTIONS_END,
};

struct portfolio {
	const char *output, *user, *host, *since, *until, *words[WORDS_MAX];
	struct retention label; /* its label */
	int64_t from, to;
	int word_count;
	bool force, unredacted;
	char *rules;           /* NULL: those that are configured */
	struct censor *censor; /* NULL: nothing is redacted */
	char *store;           /* NULL: they lie in none */
	struct hits hits;
	struct roll roll;
	struct testimony testimony;
	int64_t time; /* when the newest of them ended, in seconds */
	struct parcel parcel;
};

/* What goes into it. */

static int
add_session(struct portfolio *p, struct estate_item *item)
{
	struct roll *r = &p->roll;
	struct roll_session *list;

	if (item->state != ESTATE_CLOSED || item->foreign) {
		report_warning("%s is left out: it is %s", item->path, item->state == ESTATE_UNREADABLE ? "no recording of Steno's, or can't be read"
			: item->state == ESTATE_LIVE ? "being recorded" : item->state == ESTATE_CUT ? "not whole; \"steno recover\" finishes "
			"what a crash left" : "of another session than its name says");
		r->left_out++;
		estate_release_item(item);
		return 0;
	}
	if (r->count == r->room) {
		if ((list = reallocarray(r->sessions, r->room * 2 + 16, sizeof *list)) == NULL)
			return -ENOMEM;
		r->sessions = list;
		r->room = r->room * 2 + 16;
	}
	r->sessions[r->count++] = (struct roll_session){.item = *item};
	memset(item, 0, sizeof *item);
	return 0;
}

static bool
fits(const char *text, const char *pattern)
{
	/* "*" is anybody, also where nobody said who */
	return pattern == NULL || fnmatch(pattern, text ? text : "", 0) == 0;
}

static bool
is_wanted(const struct portfolio *p, const struct estate_item *item)
{
	return fits(item->header.user, p->user) && fits(item->header.host, p->host) && retention_looks_at(&p->label, item) &&
	    item->ended >= p->from && item->started < p->to &&
	    (p->word_count == 0 || hits_in(&p->hits, &item->id));
}

static int
pick_from_store(struct portfolio *p)
{
	struct estate estate = {0};
	uint32_t i;
	int r;

	if ((p->store = verb_store()) == NULL)
		return EXIT_UNREADABLE;
	if (p->word_count > 0 && (r = hits_ask(p->store, p->words, p->word_count, &p->hits)) != 0) {
		report_error("can't ask the index of %s: %s", p->store, r == ERR_FAILED ? "see above" : error_text(r));
		return EXIT_UNREADABLE;
	}
	r = estate_open(p->store, &estate);
	for (i = 0; r == 0 && i < estate.count; i++)
		if (is_wanted(p, &estate.items[i]))
			r = add_session(p, &estate.items[i]);
	estate_release(&estate);
	if (r == 0)
		return 0;
	report_error("can't read the recordings of %s: %s", p->store, error_text(r));
	return EXIT_UNREADABLE;
}

/* All of one store, or of none. */
static int
take_store_of(struct portfolio *p, const char *path, bool first)
{
	char *store = store_around(path);

	if (first) {
		p->store = store;
		return 0;
	}
	if ((store == NULL) != (p->store == NULL) || (store != NULL && strcmp(store, p->store) != 0)) {
		free(store);
		return verb_usage(&trail_export, "the recordings are not all of one store: make an archive of each");
	}
	free(store);
	return 0;
}

static int
pick_named(struct portfolio *p, char **names, int count)
{
	struct estate_item item;
	char *path;
	int i, code = 0;

	for (i = 0; code == 0 && i < count; i++) {
		if ((path = verb_find(names[i])) == NULL)
			return EXIT_UNREADABLE;
		if ((code = take_store_of(p, path, i == 0)) == 0 && estate_describe(path, &item) == 0) {
			/* outside of a store a file may have any name */
			if (p->store == NULL && item.header.has_session) {
				item.id = item.header.session;
				item.foreign = false;
			}
			code = add_session(p, &item) == 0 ? 0 : EXIT_UNREADABLE;
		}
		free(path);
	}
	return code;
}

/* The archive. */

static int
put_made(struct portfolio *p, const char *name, int (*make)(const struct roll *, struct buffer *))
{
	struct buffer text = {0};
	int r = make(&p->roll, &text);

	if (r == 0)
		r = parcel_put(&p->parcel, name, &text);
	buffer_free(&text);
	return r;
}

static const char *
name_of(const char *path)
{
	return strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
}

/* One report of a session, made in the folder in which it lies: a report doesn't tell where that is. */
static int
put_report(struct portfolio *p, const struct roll_session *s, const char *format)
{
	const char *option = p->unredacted ? "--unredacted" : p->rules != NULL ? "--rules" : NULL;
	const char *argv[] = {"steno-play", "export", "--format", format, option ? option : "--", name_of(s->item.path), NULL, NULL};
	char *folder = file_folder(s->item.path), id[UUID_TEXT_SIZE], name[80];
	struct buffer text = {0};
	int r;

	if (option != NULL && !p->unredacted) {
		argv[5] = p->rules;
		argv[6] = name_of(s->item.path);
	}
	r = folder ? errand_run("player", "steno-play", folder, argv, TEXT_MAX, &text) : -ENOMEM;

	if (r > 0 && r != EXIT_FOUND)
		r = ERR_FAILED;
	uuid_format(&s->item.id, id);
	snprintf(name, sizeof name, "sessions/%s.%s", id, format);
	if (r >= 0)
		r = parcel_put(&p->parcel, name, &text);
	buffer_free(&text);
	free(folder);
	return r;
}

static int
put_recording(struct portfolio *p, const struct roll_session *s)
{
	char *path, id[UUID_TEXT_SIZE], name[100];
	uint32_t part = 0;
	int r = 0;

	uuid_format(&s->item.id, id);
	for (; r == 0; part++) {
		if ((path = part_path(s->item.path, part)) == NULL)
			return -ENOMEM;
		if (access(path, F_OK) != 0) {
			free(path);
			break;
		}
		if (part == 0)
			snprintf(name, sizeof name, "recordings/%s.cast.zst", id);
		else
			snprintf(name, sizeof name, "recordings/%s.part-%04" PRIu32 ".cast.zst", id, part);
		r = parcel_copy(&p->parcel, path, name);
		free(path);
	}
	return r;
}

static int
put_sessions(struct portfolio *p)
{
	uint32_t i;
	int r = 0;

	for (i = 0; r == 0 && i < p->roll.count; i++)
		if ((r = put_report(p, &p->roll.sessions[i], "html")) == 0)
			r = put_report(p, &p->roll.sessions[i], "md");
	for (i = 0; r == 0 && i < p->roll.count; i++)
		r = put_recording(p, &p->roll.sessions[i]);
	return r;
}

/* Proofs. */

static int
prove_entry(void *notary, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	return notary_prove(notary, index, entry, proof);
}

/* The lines of a command that was asked for by its words. */
static int
put_command(struct portfolio *p, const struct voucher *v, const struct roll_session *s, const struct inquiry_list *list,
    const struct inquiry_item *item)
{
	struct affidavit_claim claim = {.command = item->seq};
	struct buffer text = {0};
	struct inquiry q;
	char name[VOUCHER_NAME_SIZE];
	int r;

	if ((r = inquiry_pick(list, item, &q)) != 0)
		return r;
	claim.from = q.from;
	claim.to = q.to;
	claim.text = q.text.data;
	claim.text_len = q.text.len;
	voucher_name(&s->item.id, item->seq, name);
	if ((r = voucher_command(v, s->item.path, &s->item.id, &claim, &text)) == 1)
		r = parcel_put(&p->parcel, name, &text);
	buffer_free(&q.text);
	buffer_free(&text);
	return r;
}

static int
put_commands(struct portfolio *p, const struct voucher *v, const struct roll_session *s)
{
	struct inquiry_list list;
	size_t i;
	int r = inquiry_read(&s->commands, &list);

	for (i = 0; r == 0 && i < list.count; i++)
		if (hits_has(&p->hits, &s->item.id, list.items[i].event))
			r = put_command(p, v, s, &list, &list.items[i]);
	inquiry_release(&list);
	return r;
}

static int
put_proofs(struct portfolio *p)
{
	const struct voucher v = {.docket = &p->testimony.custody.docket,
	    .source = {.key = p->roll.key, .prove = prove_entry, .context = p->testimony.notary}};
	struct buffer text = {0};
	char name[VOUCHER_NAME_SIZE];
	uint32_t i;
	int r = 0;

	for (i = 0; r == 0 && i < p->roll.count; i++) {
		const struct roll_session *s = &p->roll.sessions[i];

		buffer_clear(&text);
		voucher_name(&s->item.id, -1, name);
		if ((r = voucher_session(&v, s->item.path, &s->item.id, &text)) == 0)
			report_warning("%s goes without a proof: it is not what the trail tells of, or the trail does not tell how it ends",
			    s->item.path);
		else if (r == 1)
			r = parcel_put(&p->parcel, name, &text);
		if (r == 0 && p->hits.count > 0)
			r = put_commands(p, &v, s);
	}
	buffer_free(&text);
	return r;
}

/* All of it. */

static int
write_archive(struct portfolio *p)
{
	unsigned char sum[DIGEST_SIZE];
	int r;

	if ((r = put_made(p, "README.txt", roll_readme)) != 0 || (r = put_made(p, "check-proof.py", roll_checker)) != 0 ||
	    (r = put_made(p, "bundle.json", roll_summary)) != 0 || (r = put_made(p, "verdict.json", roll_verdict)) != 0 || (r = put_made(p, "report.html", roll_html)) != 0 ||
	    (r = put_made(p, "report.md", roll_markdown)) != 0 || (r = put_made(p, "commands.json", roll_json)) != 0 ||
	    (r = put_made(p, "commands.csv", roll_csv)) != 0 || (r = put_sessions(p)) != 0 ||
	    (p->testimony.notary != NULL && ((r = testimony_put(&p->testimony, &p->parcel)) != 0 || (r = put_proofs(p)) != 0)) ||
	    (r = parcel_put_manifest(&p->parcel, sum)) != 0)
		return r;
	if (p->testimony.notary != NULL && (r = testimony_sign(&p->testimony, &p->parcel, sum)) != 0)
		return r;
	return parcel_end(&p->parcel);
}

/* What `steno commands` and verifying say of each. */
static int
look_into(struct portfolio *p)
{
	const struct ruling_law law = {.audit = p->roll.audit, .docket = p->roll.audit ? &p->testimony.custody.docket : NULL,
	    .whole = p->roll.audit != NULL && p->roll.audit->intact == AUDIT_YES};
	uint32_t i;
	int r;

	for (i = 0; i < p->roll.count; i++) {
		struct roll_session *s = &p->roll.sessions[i];
		const char *argv[] = {"steno-index", "commands", "--json", "--", s->item.path, NULL};

		if ((r = errand_run("indexer", "steno-index", NULL, argv, TEXT_MAX, &s->commands)) < 0 || r > EXIT_FOUND)
			return r < 0 ? r : ERR_FAILED;
		s->lost = r == EXIT_FOUND;
		roll_count(s);
		if (p->censor != NULL && ((r = blackout_commands(p->censor, &s->commands)) != 0 ||
		    (r = redaction_header(p->censor, &s->item.header)) != 0))
			return r;
		if ((r = ruling_make(s->item.path, &law, &s->ruling)) != 0)
			return r;
		if (s->item.ended / 1000 > p->time)
			p->time = s->item.ended / 1000;
	}
	return 0;
}

static int
read_trail(struct portfolio *p)
{
	int r;

	if ((r = testimony_begin(&p->testimony, p->store, &p->roll)) != 0)
		return r;
	if (p->testimony.custody.there) {
		p->roll.audit = &p->testimony.custody.audit;
		p->roll.origin = p->testimony.custody.audit.origin;
	}
	if (p->testimony.notary != NULL && (p->roll.key = strdup(notary_key(p->testimony.notary))) == NULL)
		return -ENOMEM;
	return 0;
}

static int
make_archive(struct portfolio *p)
{
	int r;

	if (!p->unredacted && (p->censor = redaction_open(p->rules)) == NULL)
		return EXIT_UNREADABLE;
	p->roll.redacted = !p->unredacted;
	if ((r = read_trail(p)) == 0 && (r = look_into(p)) == 0 && (r = parcel_begin(&p->parcel, p->output, p->time)) == 0)
		r = write_archive(p);
	if (r == 0)
		return p->roll.left_out > 0 ? EXIT_FOUND : EXIT_FINE;
	report_error("can't make %s: %s", p->output, error_text(r));
	return EXIT_UNREADABLE;
}

static int
take_option(struct portfolio *p, int option)
{
	if (option >= OPT_USER && option <= OPT_QUERY)
		buffer_addf(&p->roll.selection, "%s%s %s", p->roll.selection.len ? " " : "", option == OPT_USER ? "--user" : option == OPT_HOST
			? "--host" : option == OPT_LABEL ? "--label" : option == OPT_QUERY ? "--query" : option == OPT_SINCE ? "--since"
			: "--until", optarg);
	switch (option) {
	case OPT_EVIDENCE:
		return 0;
	case OPT_FORCE:
		p->force = true;
		return 0;
	case OPT_UNREDACTED:
		p->unredacted = true;
		return 0;
	case OPT_RULES:
		free(p->rules);
		/* reports are made in other folders */
		if ((p->rules = realpath(optarg, NULL)) != NULL)
			return 0;
		report_error("can't read the rules in %s: %s", optarg, strerror(errno));
		return EXIT_UNREADABLE;
	case 'o':
		p->output = optarg;
		return 0;
	case OPT_USER:
		p->user = optarg;
		return 0;
	case OPT_HOST:
		p->host = optarg;
		return 0;
	case OPT_LABEL:
		return retention_take_label(&p->label.label, optarg) == 0 ? 0
									  : verb_usage(&trail_export, "\"%s\" is no NAME or NAME=VALUE", optarg);
	case OPT_SINCE:
		p->since = optarg;
		return 0;
	case OPT_UNTIL:
		p->until = optarg;
		return 0;
	case OPT_QUERY:
		if (p->word_count == WORDS_MAX)
			return verb_usage(&trail_export, "at most %d words", WORDS_MAX);
		p->words[p->word_count++] = optarg;
		return 0;
	}
	return EXIT_USAGE;
}

static int
pick(struct portfolio *p, char **names, int count)
{
	int i, code;

	if (p->output == NULL)
		return verb_usage(&trail_export, "say where to, with --output");
	if ((code = times_range(&trail_export, p->since, p->until, false, &p->from, &p->to)) != 0)
		return code;
	if (p->unredacted && p->rules != NULL)
		return verb_usage(&trail_export, "--rules and --unredacted contradict each other");
	if (!p->force && file_would_replace(p->output)) {
		report_error("%s exists; --force overwrites it", p->output);
		return EXIT_USAGE;
	}
	if ((count > 0) == (p->roll.selection.len > 0))
		return verb_usage(&trail_export, "name sessions, or say which by --user, --host, --label, --since, --until or --query%s",
		    count > 0 ? "; not both" : "");
	for (i = 0; i < count; i++)
		buffer_addf(&p->roll.selection, "%s%s", i ? " " : "", name_of(names[i]));
	if ((code = count > 0 ? pick_named(p, names, count) : pick_from_store(p)) != 0)
		return code;
	if (p->roll.count > 0)
		return 0;
	report_error("no session that is closed is among these");
	return EXIT_FOUND;
}

static int
run(int argc, char **argv)
{
	struct portfolio p = {.output = NULL};
	struct doer doer;
	int option, code = 0;

	doer_load(&doer);
	p.roll.by = doer.name;
	p.roll.made = clock_realtime_ms();
	while (code == 0 && (option = verb_option(&trail_export, argc, argv, "o:", OPTIONS)) != -1)
		code = take_option(&p, option);
	if (code == 0 && (code = pick(&p, argv + optind, argc - optind)) == 0)
		code = make_archive(&p);
	parcel_release(&p.parcel);
	testimony_release(&p.testimony);
	free((char *)(uintptr_t)p.roll.key);
	hits_release(&p.hits);
	roll_release(&p.roll);
	retention_release(&p.label);
	censor_free(p.censor);
	free(p.rules);
	free(p.store);
	return code;
}
