package portolan.pipeline.stage;

import java.util.List;
import java.util.function.Consumer;
import portolan.pipeline.state.UnstoredLayout.Change;

/** What the backend lacked of {@link WarmBytes} at some time: bytes that nobody changes, made entries of when asked. */
public final class WarmCopy {
    /** Of none. */
    static final WarmCopy NOTHING = new WarmCopy(List.of(), List.of());

    private final List<String> states;
    private final List<WarmSegment> segments;

    /**
     * @param states names of the owners, by their numbers
     * @param segments of nothing but entries that count
     */
    WarmCopy(List<String> states, List<WarmSegment> segments) {
        this.states = states;
        this.segments = segments;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    void forEach(Consumer<Change> each) {
        for (WarmSegment segment : segments) {
            for (int at = segment.from(); at < segment.end(); at = segment.afterEntry(at)) {
                each.accept(new Change(
                        states.get(segment.owner(at)),
                        segment.key(at),
                        segment.value(at),
                        segment.is(WarmSegment.STORED, at)));
            }
        }
    }
}
