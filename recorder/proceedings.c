/* What a session's record says. */
#include "recorder/proceedings.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/report.h"
#include "recorder/live.h"
#include "recorder/signals.h"

#define STATE_INTERVAL_MS 10    /* between samples while output floods */
#define REPORTS_TURN 64         /* datagrams of reports that are taken in one go */
#define REPORTS_AHEAD 1024      /* what may wait before a shell's report that was sent before its prompt */

/* Say something to the person at the terminal; into anything else, never. */
static void
tell(struct session *s, const char *text)
{
	syslog(LOG_AUTHPRIV | LOG_WARNING, "%s", text);
	if (!isatty(STDERR_FILENO))
		return;
	if (s->terminal.raw)
		fputs("\r\n", stderr);
	report_warning("%s", text);
	if (s->terminal.raw)
		fputc('\r', stderr);
}

void
proceedings_judge(struct session *s, int r)
{
	const char *news = tape_news(s->tape);

	if (news != NULL)
		tell(s, news);
	if (r != 0 && s->state == RUNNING)
		signals_leave(s, 0);
}

int
proceedings_put(struct session *s, char code, const char *data, size_t len)
{
	int r = tape_put(s->tape, code, data, len);

	session_arm_second(s);
	if (r != 0 || tape_failing(s->tape))
		proceedings_judge(s, r);
	return r;
}

void
proceedings_tell_truth(struct session *s)
{
	if (truth_tell(&s->proceedings.truth, tape_now(s->tape)))
		proceedings_put(s, EVENT_STATE, s->proceedings.truth.text, strlen(s->proceedings.truth.text));
	if (!truth_hides(&s->proceedings.truth))
		keys_shown(&s->proceedings.keys);
}

void
proceedings_sample(struct session *s, bool always)
{
	int64_t now = tape_now(s->tape);

	if (s->vacant || (!always && now - s->proceedings.sampled_at < STATE_INTERVAL_MS))
		return;
	s->proceedings.sampled_at = now;
	truth_sample(&s->proceedings.truth, s->child.master, now);
	proceedings_tell_truth(s);
}

/* A report is recorded behind the kernel's word on who is in front. */
static void
take_reports(struct session *s, int datagrams)
{
	const char *news;

	for (; datagrams > 0 && channel_receive(s->proceedings.channel); datagrams--) {
		proceedings_sample(s, true);
		while (channel_take(s->proceedings.channel, s->proceedings.truth.group, tape_now(s->tape), &s->proceedings.report))
			proceedings_put(s, EVENT_REPORT, s->proceedings.report.data, s->proceedings.report.len);
	}
	if ((news = channel_news(s->proceedings.channel)) != NULL)
		syslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", news);
}

static void
on_reports(evutil_socket_t fd, short what, void *argument)
{
	struct session *s = argument;

	(void)fd, (void)what;
	take_reports(s, REPORTS_TURN);
	session_recompute(s);
}

void
proceedings_catch_up(struct session *s)
{
	if (s->proceedings.channel != NULL && channel_used(s->proceedings.channel))
		take_reports(s, REPORTS_AHEAD);
}

void
proceedings_finish(struct session *s)
{
	if (s->proceedings.channel != NULL)
		take_reports(s, REPORTS_AHEAD);
}

void
proceedings_put_input(struct session *s, const char *data, size_t len)
{
	struct proceedings *t = &s->proceedings;
	enum policy_input policy = s->options->policy->input;

	if (policy == INPUT_NONE)
		return;
	/* nobody typed it, and nothing else shows it: what a script is fed is the session's story */
	if (s->options->headless) {
		proceedings_put(s, EVENT_INPUT, data, len);
		return;
	}
	if (policy == INPUT_FULL && !truth_hides(&t->truth)) {
		proceedings_put(s, EVENT_INPUT, data, len);
		return;
	}
	buffer_clear(&t->tokens);
	if (truth_hides(&t->truth))
		keys_classify_hidden(&t->keys, data, len, &t->tokens);
	else
		keys_classify(&t->keys, tape_now(s->tape), data, len, &t->tokens);
	if (t->tokens.len > 0)
		proceedings_put(s, EVENT_KEYS, t->tokens.data, t->tokens.len);
}

int
proceedings_make(struct session *s)
{
	struct proceedings *t = &s->proceedings;

	if (t->channel == NULL)
		return 0;
	t->ready = event_new(s->loop, channel_fd(t->channel), EV_READ | EV_PERSIST, on_reports, s);
	return t->ready != NULL && event_add(t->ready, NULL) == 0 ? 0 : -ENOMEM;
}

void
proceedings_release(struct session *s)
{
	struct proceedings *t = &s->proceedings;

	session_free_event(t->ready);
	buffer_free(&t->tokens);
	buffer_free(&t->report);
	truth_release(&t->truth);
	channel_close(t->channel);
}
