// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.List;

/** All channels of one attempt, and which of them have something that may be taken. */
final class SimNetwork {
    private final List<SimChannel> channels = new ArrayList<>();
    private final List<SimChannel> ready = new ArrayList<>();

    /** Divides what belongs to a checkpoint from what does not. */
    record Barrier(long checkpoint, boolean isSavepoint) {}

    void add(SimChannel channel) {
        channels.add(channel);
    }

    void changed(SimChannel channel) {
        if (channel.isReady() && channel.place() < 0) {
            channel.placed(ready.size());
            ready.add(channel);
        } else if (!channel.isReady() && channel.place() >= 0) {
            SimChannel last = ready.remove(ready.size() - 1);
            if (last != channel) {
                ready.set(channel.place(), last);
                last.placed(channel.place());
            }
            channel.placed(-1);
        }
    }

    List<SimChannel> ready() {
        return ready;
    }

    boolean isEmpty() {
        return channels.stream().allMatch(SimChannel::isEmpty);
    }
}
