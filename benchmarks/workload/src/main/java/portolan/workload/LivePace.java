// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A feed laid on wall time: first a warm-up as fast as the reader takes it, so that shippers have a past, then a
 * constant rate of events. Simulated time only orders the events; the rate is the same at night and in a burst.
 */
public final class LivePace implements Iterator<PacedEvent> {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Iterator<FeedEvent> feed;
    private final double eventsPerSecond;
    private long sent;

    public LivePace(Iterator<FeedEvent> feed, double eventsPerSecond) {
        if (!(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("rate must be positive: eventsPerSecond=" + eventsPerSecond);
        }
        this.feed = feed;
        this.eventsPerSecond = eventsPerSecond;
    }

    /**
     * The history: the feed's events up to and including its next {@code filings} filings. Read it to its end first.
     */
    public Iterator<FeedEvent> warmUp(long filings) {
        if (sent > 0) {
            throw new IllegalStateException("warm-up must come before the live part: sent=" + sent);
        }
        return new Iterator<>() {
            private long left = filings;

            @Override
            public boolean hasNext() {
                return left > 0 && feed.hasNext();
            }

            @Override
            public FeedEvent next() {
                if (left <= 0) {
                    throw new NoSuchElementException("warm-up is over: filings=" + filings);
                }
                FeedEvent event = feed.next();
                if (event instanceof FeedEvent.Filed) {
                    left--;
                }
                return event;
            }
        };
    }

    @Override
    public boolean hasNext() {
        return feed.hasNext();
    }

    @Override
    public PacedEvent next() {
        FeedEvent event = feed.next();
        // From the count, not by adding steps: rounding must not drift.
        long offset = (long) (sent * (NANOS_PER_SECOND / eventsPerSecond));
        sent++;
        return new PacedEvent(offset, event);
    }
}
