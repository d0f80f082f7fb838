/* steno prove: what was recorded of one command, and nothing else, so that an outsider can check it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/verb/deed.h"
#include "trail/affidavit.h"
#include "trail/court.h"
#include "trail/inquiry.h"
#include "trail/notary.h"
#include "trail/trail.h"

#define NOTES_MAX (64u * 1024 * 1024)

static int run(int argc, char **argv);

const struct verb trail_prove = {"prove", run,
    "usage: steno prove [-o FILE] SESSION:COMMAND|SESSION@FROM-TO\n"
    "       steno prove [-o FILE] --consistency OLD [NEW]\n"
    "\n"
    "Write the recorded lines of one command, as \"steno search\" and \"steno commands\" number them, or of the\n"
    "events from FROM to TO; with what proves that they stand so in the session's recording, that the trail of its\n"
    "store tells of it, and that a signed checkpoint covers that.  Nothing else of the session is given away.\n"
    "\n"
    "With --consistency: that the log of the checkpoint in the file NEW continues that of the one in OLD, and nothing\n"
    "that was in it was changed.  NEW may be left out: your store's newest.\n"
    "\n"
    "Either is JSON, and is checked by a short program that shares no code with this one and needs Python 3 only:\n"
    "\n"
    "  python3 " STENO_PKGDATADIR "/proof/check-proof.py FILE\n"
    "\n"
    "The trail is told that a proof was given away.\n"
    "\n"
    "  -o, --output FILE  write it there, not to the standard output\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 there is no such command, or it can't be proven; 2 usage; 3 something could not be read\n"
    "\n"
    "examples:\n"
    "  steno prove -o rm.proof 0193a1b2-c3d4:17\n"
    "  steno prove --consistency /mnt/worm/checkpoints -o since-then.proof\n"};

struct prove {
	const char *output;
	char *path, *store, *folder;
	uint64_t from, to;
	int64_t seq; /* -1: events were named */
	struct inquiry inquiry;
	struct court *court;
	struct exhibit exhibit;
	struct notary *notary;
	struct buffer out;
};

/* "SESSION:SEQ" or "SESSION@FROM-TO", of which the session is left in the name. */
static bool
take_name(struct prove *p, char *name)
{
	char *at = strrchr(name, '@'), *colon = strrchr(name, ':'), rest;

	p->seq = -1;
	if (at != NULL && sscanf(at, "@%" SCNu64 "-%" SCNu64 "%c", &p->from, &p->to, &rest) == 2) {
		*at = '\0';
		p->to++;
		return p->from < p->to && p->to < INT64_MAX;
	}
	if (colon == NULL || sscanf(colon, ":%" SCNd64 "%c", &p->seq, &rest) != 1 || p->seq < 0)
		return false;
	*colon = '\0';
	return true;
}

static int
find_events(struct prove *p, const char *name)
{
	int r;

	if (p->seq < 0)
		return EXIT_FINE;
	if ((r = inquiry_command(p->path, (uint64_t)p->seq, &p->inquiry)) == ERR_NOTFOUND) {
		report_error("the session %s has no command %" PRId64, name, p->seq);
		return EXIT_FOUND;
	}
	if (r != 0) {
		report_error("can't recover the commands of %s: %s", name, error_text(r));
		return EXIT_UNREADABLE;
	}
	p->from = p->inquiry.from;
	p->to = p->inquiry.to;
	return EXIT_FINE;
}

/* Said, and signed, before it is given away; so the checkpoint covers that, too. */
static void
tell(const struct prove *p)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	json_put_integer(&detail, "from", (int64_t)p->from);
	json_put_integer(&detail, "to", (int64_t)p->to - 1);
	buffer_addc(&detail, '}');
	deed_recording(p->path, "session.proved", "notice", &detail, NULL);
	deed_settle();
	buffer_free(&detail);
}

/* A trail that does not hold proves nothing. */
static int
open_court(struct prove *p, const char *store)
{
	const struct court_request q = {.since = INT64_MAX};
	int r;

	if ((r = court_open(store, &q, &p->court)) != 0 || !p->court->has_trail) {
		report_error("can't read the trail of %s: %s", store, r != 0 ? error_text(r) : "there is none");
		return EXIT_UNREADABLE;
	}
	if (court_trail_holds(p->court))
		return EXIT_FINE;
	report_error("the trail of %s proves nothing: %.*s\n\"steno verify --all\" says more", store,
	    (int)p->court->audit.what.len, p->court->audit.what.len ? p->court->audit.what.data : "");
	return EXIT_FOUND;
}

static int
open_notary(struct prove *p, const char *store)
{
	int r;

	if ((r = notary_open(store, &p->notary)) == 0)
		return EXIT_FINE;
	if (r == ERR_NOTFOUND)
		report_error("the trail of %s has no checkpoint that its own key signed", store);
	else
		report_error("can't make proofs from the trail of %s: %s", store, error_text(r));
	return r == ERR_TAMPERED || r == ERR_NOTFOUND ? EXIT_FOUND : EXIT_UNREADABLE;
}

static int
gather(struct prove *p, const char *name)
{
	const struct docket_session *session = NULL;
	const char *file = strrchr(p->path, '/') + 1;
	char text[UUID_TEXT_SIZE];
	struct uuid id;
	int r;

	snprintf(text, sizeof text, "%s", file);
	if (uuid_parse(text, &id) == 0)
		session = docket_find(&p->court->docket, &id);
	r = session == NULL ? ERR_UNKNOWN
	    : exhibit_gather(p->path, &p->court->docket, session, p->from, p->to, &p->exhibit);
	if (r == 0)
		return EXIT_FINE;
	if (r == ERR_TAMPERED)
		report_error("frame %" PRIu64 " of %s is not the one that the trail tells of: \"steno verify\" says more", p->exhibit.frame, name);
	else if (r == ERR_UNKNOWN)
		report_error("the trail does not tell of these lines of %s yet: they are in no frame that it knows", name);
	else if (r == ERR_NOTFOUND)
		report_error("%s has nothing of events %" PRIu64 " to %" PRIu64 "%s", name, p->from, p->to - 1,
		    p->exhibit.removed ? ": they were removed by authority" : "");
	else
		report_error("can't read %s: %s", name, error_text(r));
	return r == ERR_TAMPERED || r == ERR_UNKNOWN || r == ERR_NOTFOUND ? EXIT_FOUND : EXIT_UNREADABLE;
}

static int
prove_entry(void *notary, uint64_t index, struct buffer *entry, struct buffer *proof)
{
	return notary_prove(notary, index, entry, proof);
}

static int
put_proof(struct prove *p)
{
	const struct affidavit_source source = {.key = notary_key(p->notary), .prove = prove_entry, .context = p->notary};
	const struct affidavit_claim claim = {.from = p->from, .to = p->to, .command = p->seq, .text = p->inquiry.text.data,
	    .text_len = p->inquiry.text.len};

	return affidavit_put_lines(&source, &claim, &p->exhibit, &p->out);
}

static int
hand_over(struct prove *p)
{
	char *temporary = NULL;
	int fd, r;

	if (p->output == NULL)
		return fwrite(p->out.data, 1, p->out.len, stdout) == p->out.len ? EXIT_FINE : EXIT_UNREADABLE;
	if ((r = file_begin_output(p->output, &fd, &temporary)) == 0) {
		if ((r = file_write(fd, p->out.data, p->out.len)) != 0)
			file_abandon(&fd, &temporary);
		else
			r = file_replace(p->output, &fd, &temporary);
	}
	if (r == 0)
		return EXIT_FINE;
	report_error("can't write %s: %s", p->output, error_text(r));
	return EXIT_UNREADABLE;
}

static int
prove_lines(struct prove *p, char *name)
{
	int code, r;

	if (!take_name(p, name))
		return verb_usage(&trail_prove, "\"%s\" names no command: SESSION:COMMAND, or SESSION@FROM-TO", name);
	if ((p->path = verb_find(name)) == NULL)
		return EXIT_UNREADABLE;
	if ((p->store = store_around(p->path)) == NULL) {
		report_error("%s lies in no store: no trail tells of it", p->path);
		return EXIT_FOUND;
	}
	if ((code = find_events(p, name)) != 0)
		return code;
	tell(p);
	if ((code = open_court(p, p->store)) != 0 || (code = gather(p, name)) != 0 || (code = open_notary(p, p->store)) != 0)
		return code;
	if ((r = put_proof(p)) != 0) {
		report_error("can't prove these lines of %s: %s", name, r == ERR_RANGE ? "no checkpoint covers them yet" : error_text(r));
		return r == ERR_RANGE || r == ERR_FORMAT ? EXIT_FOUND : EXIT_UNREADABLE;
	}
	if (p->exhibit.removed > 0)
		report_warning("%" PRIu64 " of these events were removed by authority; the proof says so", p->exhibit.removed);
	return hand_over(p);
}

/* The newest note of a file. */
static int
load_note(const char *path, struct buffer *note, struct checkpoint *c)
{
	struct buffer text = {0};
	size_t at = 0, from;
	bool any = false;
	int r;

	if ((r = file_load(path, NOTES_MAX, &text)) == 0) {
		while (from = at, (r = checkpoint_next(text.data, text.len, &at, c)) == 1) {
			while (text.data[from] == '\n')
				from++;
			buffer_clear(note);
			buffer_add(note, text.data + from, at - from);
			any = true;
		}
		/* what it points into is the note's from now on */
		if (r == 0 && (!any || checkpoint_parse(note->data, note->len, c) < 0))
			r = ERR_FORMAT;
	}
	buffer_free(&text);
	if (r == 0)
		return EXIT_FINE;
	report_error("can't read the checkpoint in %s: %s", path, error_text(r));
	return EXIT_UNREADABLE;
}

static int
prove_consistency(struct prove *p, const char *older, const char *newer)
{
	struct buffer old_note = {0}, new_note = {0};
	struct checkpoint one, two;
	int code, r;

	if ((p->store = verb_store()) == NULL)
		return EXIT_UNREADABLE;
	if ((code = load_note(older, &old_note, &one)) != 0 || (code = open_notary(p, p->store)) != 0)
		goto done;
	if (newer != NULL && (code = load_note(newer, &new_note, &two)) != 0)
		goto done;
	buffer_adds(&p->out, "{\"schema_version\":\"steno.proof.v1\"");
	if ((r = notary_prove_consistency(p->notary, &(struct notary_note){&one, &old_note},
		 newer ? &(struct notary_note){&two, &new_note} : NULL, &p->out)) == 0) {
		buffer_adds(&p->out, "}\n");
		code = buffer_status(&p->out) == 0 ? hand_over(p) : EXIT_UNREADABLE;
		goto done;
	}
	code = r == ERR_TAMPERED || r == ERR_RANGE || r == ERR_UNKNOWN || r == ERR_NOTFOUND ? EXIT_FOUND : EXIT_UNREADABLE;
	if (r == ERR_NOTFOUND)
		report_error("nothing proves that the log of %s continues the checkpoint in %s: a key was lost in between, and no signature of it vouches for the "
			     "one that came after it; \"steno verify --all\" says when", p->store, older);
	else
		report_error("the log of %s does not continue the checkpoint in %s: %s", p->store, older,
		    r == ERR_RANGE ? "it has fewer entries" : r == ERR_UNKNOWN ? "it is signed with another key" : error_text(r));
done:
	buffer_free(&old_note);
	buffer_free(&new_note);
	return code;
}

static void
prove_release(struct prove *p)
{
	exhibit_release(&p->exhibit);
	notary_free(p->notary);
	court_free(p->court);
	buffer_free(&p->inquiry.text);
	buffer_free(&p->out);
	free(p->path);
	free(p->store);
}

static int
run(int argc, char **argv)
{
	static const struct option options[] = {{"output", required_argument, NULL, 'o'}, {"consistency", no_argument, NULL, 'c'},
	    VERB_OPTIONS_END};
	struct prove p = {.seq = -1};
	bool consistency = false;
	int option, code, left;

	while ((option = verb_option(&trail_prove, argc, argv, "o:", options)) != -1) {
		if (option == 'o')
			p.output = strcmp(optarg, "-") == 0 ? NULL : optarg;
		else if (option == 'c')
			consistency = true;
		else
			return EXIT_USAGE;
	}
	left = argc - optind;
	if (consistency && (left == 1 || left == 2))
		code = prove_consistency(&p, argv[optind], left == 2 ? argv[optind + 1] : NULL);
	else if (!consistency && left == 1)
		code = prove_lines(&p, argv[optind]);
	else
		code = verb_usage(&trail_prove, consistency ? "one checkpoint's file is wanted, or two" : "one command is wanted");
	prove_release(&p);
	return code;
}
