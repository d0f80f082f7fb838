/* Rulings, for people and as JSON. */
#include "trail/recital.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/clock.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "trail/inspection.h"

static const char *
intact_word(const struct ruling *r)
{
	if (r->kind == RULING_MISSING || r->kind == RULING_UNFINISHED)
		return r->check.frames + r->check.journals > 0 ? "yes" : "unknown";
	if (r->kind == RULING_TAMPERED)
		return "no";
	return r->kind == RULING_DAMAGED || r->check.verdict == CHECK_DAMAGED ? "damaged" : "yes";
}

static const char *
complete_word(const struct ruling *r)
{
	if (r->pruned)
		return "pruned";
	if (r->kind == RULING_UNKNOWN)
		return "unknown";
	if (r->kind == RULING_CUT || r->kind == RULING_MISSING || !r->check.complete)
		return r->check.live && r->kind != RULING_CUT ? "live" : "no";
	return r->check.recovered ? "recovered" : "yes";
}

static void
put_finding(struct buffer *out, const char *path, const struct ruling *r)
{
	json_put_key(out, "finding");
	if (r->kind == RULING_FINE) {
		buffer_adds(out, "null");
		return;
	}
	buffer_addc(out, '{');
	json_put_member(out, "kind", ruling_word(r->kind));
	json_put_member(out, "file", r->path ? r->path : path);
	json_put_integer(out, "offset", r->offset);
	json_put_integer(out, "frame", (int64_t)r->frame);
	if (r->entry > 0)
		json_put_integer(out, "entry", (int64_t)r->entry);
	json_put_key(out, "what");
	json_put_string(out, r->what.data ? r->what.data : "", r->what.len);
	buffer_addc(out, '}');
}

static void
print(struct buffer *out)
{
	fwrite(out->data, 1, out->broken ? 0 : out->len, stdout);
	buffer_free(out);
}

void
recital_recording_json(const char *path, const struct ruling *r)
{
	const struct check_result *c = &r->check;
	char id[UUID_TEXT_SIZE];
	struct buffer out = {0};

	buffer_addc(&out, '{');
	json_put_member(&out, "file", path);
	if (r->has_session) {
		uuid_format(&r->session, id);
		json_put_member(&out, "session", id);
	}
	json_put_member(&out, "intact", intact_word(r));
	json_put_member(&out, "complete", complete_word(r));
	json_put_member(&out, "anchored", audit_answer_word(r->anchored));
	json_put_flag(&out, "in_trail", r->in_trail);
	json_put_flag(&out, "witnessed", !c->imported);
	json_put_integer(&out, "parts", c->parts);
	json_put_integer(&out, "frames", c->frames);
	json_put_integer(&out, "journals", c->journals);
	json_put_integer(&out, "events", (int64_t)c->events);
	json_put_integer(&out, "removed", (int64_t)c->removed);
	json_put_integer(&out, "damaged_frames", (int64_t)c->damages);
	put_finding(&out, path, r);
	json_put_key(&out, "notes");
	json_put_string(&out, c->notes.data ? c->notes.data : "", c->notes.len);
	buffer_adds(&out, "}\n");
	print(&out);
}

static void
add_counts(struct buffer *out, const struct check_result *c)
{
	buffer_addf(out, "  checked   %u frame%s in %u part%s, %" PRIu64 " events", c->frames, c->frames == 1 ? "" : "s", c->parts,
	    c->parts == 1 ? "" : "s", c->events);
	if (c->journals > 0)
		buffer_addf(out, ", of them some in %u journal%s, which nothing proves yet", c->journals,
		    c->journals == 1 ? "" : "s");
	buffer_addc(out, '\n');
	if (c->imported)
		buffer_adds(out, "  witnessed no: an import\n");
	if (c->removed > 0)
		buffer_addf(out, "  removed   %" PRIu64 " events, by authority\n", c->removed);
}

static void
add_finding(struct buffer *out, const char *path, const struct ruling *r)
{
	buffer_addf(out, "  %-9s ", ruling_word(r->kind));
	if (r->check.frames > 0 && r->kind != RULING_UNKNOWN && r->kind != RULING_UNFINISHED)
		buffer_addf(out, "frame %" PRIu64 ", at byte %" PRId64 ": ", r->frame, r->offset);
	report_visible(out, r->what.data ? r->what.data : "", r->what.len, false);
	buffer_addc(out, '\n');
	if (r->path != NULL && strcmp(r->path, path) != 0) {
		buffer_adds(out, "            in ");
		report_visible(out, r->path, strlen(r->path), false);
		buffer_addc(out, '\n');
	}
}

static void
add_notes(struct buffer *out, struct buffer *notes)
{
	const char *at = notes->data, *end = notes->len > 0 ? at + notes->len : at, *stop;

	for (; notes->len > 0 && at < end; at = stop + 1) {
		if ((stop = memchr(at, '\n', (size_t)(end - at))) == NULL)
			stop = end;
		buffer_adds(out, "  note      ");
		report_visible(out, at, (size_t)(stop - at), false);
		buffer_addc(out, '\n');
	}
}

void
recital_recording(const char *path, struct ruling *r)
{
	struct buffer out = {0};

	report_visible(&out, path, strlen(path), false);
	buffer_addf(&out, "\n  intact    %s\n  complete  %s\n  anchored  %s\n", intact_word(r), complete_word(r),
	    audit_answer_word(r->anchored));
	if (r->kind != RULING_MISSING && !r->pruned)
		add_counts(&out, &r->check);
	if (r->held)
		buffer_adds(&out, "  held      it is not to be pruned\n");
	if (r->kind != RULING_FINE)
		add_finding(&out, path, r);
	add_notes(&out, &r->check.notes);
	print(&out);
}

static void
add_time(struct buffer *out, const char *key, int64_t time)
{
	if (time != INT64_MIN)
		json_put_integer(out, key, time);
}

static void
put_trail_finding(struct buffer *out, const struct audit_result *r)
{
	json_put_key(out, "finding");
	if (r->kind == AUDIT_NOTHING) {
		buffer_adds(out, "null");
		return;
	}
	buffer_addc(out, '{');
	json_put_member(out, "kind", audit_kind_word(r->kind));
	json_put_member(out, "file", r->file);
	json_put_integer(out, "offset", r->offset);
	if (r->until > 0) {
		json_put_integer(out, "entry", (int64_t)r->entry);
		json_put_integer(out, "until", (int64_t)r->until);
	}
	json_put_key(out, "what");
	json_put_string(out, r->what.data ? r->what.data : "", r->what.len);
	buffer_addc(out, '}');
}

void
recital_trail_json(const char *store, const struct audit_result *r, bool witness)
{
	struct buffer out = {0};

	(void)witness;
	buffer_addc(&out, '{');
	json_put_member(&out, "trail", store);
	json_put_member(&out, "origin", r->origin);
	json_put_member(&out, "protection", r->personal ? "personal" : r->entries > 0 ? "sealed" : "unknown");
	json_put_member(&out, "intact", audit_answer_word(r->intact));
	json_put_member(&out, "complete", audit_answer_word(r->complete));
	json_put_member(&out, "anchored", audit_answer_word(r->anchored));
	json_put_integer(&out, "entries", (int64_t)r->entries);
	json_put_integer(&out, "checkpoints", (int64_t)r->checkpoints);
	json_put_integer(&out, "covered", (int64_t)r->covered);
	json_put_integer(&out, "anchored_entries", (int64_t)r->witnessed);
	json_put_integer(&out, "erased", (int64_t)r->erased);
	json_put_integer(&out, "torn", (int64_t)r->torn);
	json_put_integer(&out, "breaks", (int64_t)r->breaks);
	add_time(&out, "first", r->first_time);
	add_time(&out, "last", r->last_time);
	add_time(&out, "sealed", r->sealed_time);
	put_trail_finding(&out, r);
	buffer_adds(&out, "}\n");
	print(&out);
}

static void
add_place(struct buffer *out, const struct audit_result *r)
{
	buffer_addf(out, "  %-9s ", audit_kind_word(r->kind));
	if (r->until > r->entry + 1)
		buffer_addf(out, "entries %" PRIu64 " to %" PRIu64 ": ", r->entry, r->until - 1);
	else if (r->until > 0)
		buffer_addf(out, "entry %" PRIu64 ": ", r->entry);
	report_visible(out, r->what.data ? r->what.data : "", r->what.len, false);
	buffer_addf(out, "\n            in %s, at byte %" PRId64 "\n", r->file, r->offset);
}

void
recital_trail(const char *store, const struct audit_result *r, bool witness)
{
	struct buffer out = {0};
	char when[32];

	report_visible(&out, store, strlen(store), false);
	buffer_addf(&out, "/trail\n  intact    %s\n  complete  %s\n  anchored  %s", audit_answer_word(r->intact),
	    audit_answer_word(r->complete), audit_answer_word(r->anchored));
	if (r->witnessed > 0)
		buffer_addf(&out, ", the first %" PRIu64 " entries", r->witnessed);
	buffer_addf(&out, "\n  checked   %" PRIu64 " entries, %" PRIu64 " checkpoints", r->entries, r->checkpoints);
	if (r->sealed_time != INT64_MIN) {
		clock_format_utc(r->sealed_time, when, sizeof when);
		buffer_addf(&out, ", the newest of %s", when);
	}
	buffer_addc(&out, '\n');
	if (r->entries > r->covered)
		buffer_addf(&out, "  note      %" PRIu64 " %s behind the newest checkpoint: nothing signed covers %s\n",
		    r->entries - r->covered, r->entries - r->covered == 1 ? "entry stands" : "entries stand",
		    r->entries - r->covered == 1 ? "it" : "them");
	if (r->erased > 0)
		buffer_addf(&out, "  erased    what %" PRIu64 " entries said, by authority\n", r->erased);
	if (r->torn > 0)
		buffer_addf(&out, "  note      %" PRIu64 " time%s a crash tore an entry: %" PRIu64 " bytes were lost\n", r->torn,
		    r->torn == 1 ? "" : "s", r->torn_bytes);
	if (r->breaks > 0)
		buffer_addf(&out, "  note      %" PRIu64 " time%s a signer was lost: what it had not sealed could be rewritten until then\n",
		    r->breaks, r->breaks == 1 ? "" : "s");
	if (r->personal)
		buffer_adds(&out, "  note      a personal store: its key protects it from others, not from its owner\n");
	if (!witness)
		buffer_adds(&out, "  note      a trail that was cut, or made anew as a whole, shows only against a checkpoint kept "
				  "elsewhere (--against)\n");
	if (r->kind != AUDIT_NOTHING)
		add_place(&out, r);
	print(&out);
}

void
recital_bundle_json(const char *path, const struct inspection *i)
{
	struct buffer out = {0};

	buffer_addc(&out, '{');
	json_put_member(&out, "bundle", path);
	json_put_member(&out, "intact", audit_answer_word(i->intact));
	json_put_member(&out, "complete", audit_answer_word(i->complete));
	json_put_member(&out, "anchored", audit_answer_word(i->anchored));
	json_put_flag(&out, "signed", i->is_signed);
	json_put_member(&out, "key", *i->key ? i->key : NULL);
	json_put_integer(&out, "files", i->files);
	json_put_integer(&out, "sessions", i->sessions);
	json_put_integer(&out, "entries", (int64_t)i->entries);
	json_put_key(&out, "finding");
	if (i->what.len == 0) {
		buffer_adds(&out, "null");
	} else {
		buffer_addc(&out, '{');
		json_put_member(&out, "file", i->name);
		json_put_integer(&out, "offset", i->offset);
		json_put_key(&out, "what");
		json_put_string(&out, i->what.data, i->what.len);
		buffer_addc(&out, '}');
	}
	buffer_adds(&out, "}\n");
	print(&out);
}

void
recital_bundle(const char *path, const struct inspection *i, bool asked)
{
	struct buffer out = {0};

	report_visible(&out, path, strlen(path), false);
	buffer_addf(&out, "\n  intact    %s\n  complete  %s\n  anchored  %s\n  checked   %u files, %u sessions, %" PRIu64
			  " entries of their store's log\n", audit_answer_word(i->intact), audit_answer_word(i->complete),
	    audit_answer_word(i->anchored), i->files, i->sessions, i->entries);
	if (i->is_signed)
		buffer_addf(&out, "  signed    with this key, which %s:\n            %s\n",
		    asked && i->what.len == 0 ? "was asked for" : "is to be compared with one from elsewhere (--key)", i->key);
	else
		buffer_adds(&out, "  signed    no: whoever had it could make it anew\n");
	if (i->what.len > 0) {
		buffer_adds(&out, "  finding   ");
		report_visible(&out, i->name, strlen(i->name), false);
		buffer_addf(&out, ", at byte %" PRId64 ": ", i->offset);
		report_visible(&out, i->what.data, i->what.len, false);
		buffer_addc(&out, '\n');
	}
	print(&out);
}
