/* The clock of a playback. */
#include "player/transport.h"

static int64_t
now_of(const struct transport *t, int64_t wall)
{
	int64_t passed = wall > t->wall ? wall - t->wall : 0;

	if (t->paused)
		return t->at;
	/* a clock that was stopped for years is no reason to overflow */
	if (passed > INT64_MAX / 1024 - t->at)
		passed = 0;
	return t->at + passed * t->speed / TRANSPORT_NORMAL;
}

void
transport_go(struct transport *t, int64_t at, int64_t wall)
{
	t->at = at;
	t->wall = wall;
}

void
transport_pause(struct transport *t, bool paused, int64_t wall)
{
	transport_go(t, now_of(t, wall), wall);
	t->paused = paused;
}

void
transport_hurry(struct transport *t, int steps, int64_t wall)
{
	transport_go(t, now_of(t, wall), wall);
	for (; steps > 0 && t->speed < TRANSPORT_FASTEST; steps--)
		t->speed *= 2;
	for (; steps < 0 && t->speed > TRANSPORT_SLOWEST; steps++)
		t->speed /= 2;
}

/* When the next event is due on the session's clock: at once when it would be waited for too long. */
static int64_t
due(const struct transport *t, int64_t last, int64_t next)
{
	if (t->idle > 0 && next != TRANSPORT_NEVER && next - last > t->idle)
		return last + t->idle;
	return next;
}

int64_t
transport_tick(struct transport *t, int64_t last, int64_t next, int64_t wall)
{
	int64_t now = now_of(t, wall);

	if (!t->paused && next != TRANSPORT_NEVER && now < next && now >= due(t, last, next)) {
		transport_go(t, next, wall);
		return next;
	}
	return now;
}

int64_t
transport_wait(const struct transport *t, int64_t last, int64_t next, int64_t wall)
{
	int64_t when, now = now_of(t, wall);

	if (t->paused || next == TRANSPORT_NEVER)
		return TRANSPORT_NEVER;
	if ((when = due(t, last, next)) <= now)
		return 0;
	/* upwards: a clock that is asked too early is asked again and again */
	return ((when - now) * TRANSPORT_NORMAL + t->speed - 1) / t->speed;
}
