// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.jspecify.annotations.Nullable;

/** Takes over what a savepoint of before there were blocks has: each value in a state of its own, each with a timer. */
final class BeforeBlocks {
    /** A savepoint may have more keys than this heap has room for. */
    private static final int KEYS_AT_ONCE = 1_000_000;

    private BeforeBlocks() {}

    /** What becomes of one key, at which the backend is. Clears its state: a key that stays would come again. */
    @FunctionalInterface
    interface Each {
        void take(String key) throws Exception;
    }

    /** Hands over all keys of a state; whether there were any. */
    static <N> boolean take(KeyedStateBackend<String> backend, String state, N namespace, Each each) throws Exception {
        boolean any = false;
        for (List<String> some = keys(backend, state, namespace);
                !some.isEmpty();
                some = keys(backend, state, namespace)) {
            any = true;
            for (String key : some) {
                backend.setCurrentKey(key);
                each.take(key);
            }
        }
        return any;
    }

    /** Hands over all values of a state, and clears it; whether there were any. */
    static boolean take(AbstractStreamOperator<?> operator, ValueStateDescriptor<byte[]> state, EachValue each)
            throws Exception {
        KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
        return take(backend, state.getName(), VoidNamespace.INSTANCE, key -> {
            ValueState<byte[]> stored =
                    backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, state);
            byte[] value = required(stored.value(), key);
            stored.clear();
            each.take(key, value);
        });
    }

    /** What becomes of one key's value. */
    @FunctionalInterface
    interface EachValue {
        void take(String key, byte[] value) throws Exception;
    }

    private static <N> List<String> keys(KeyedStateBackend<String> backend, String state, N namespace) {
        // RocksDB iterates over a snapshot that must be closed, and not while the values change.
        try (Stream<String> keys = backend.getKeys(state, namespace)) {
            return keys.limit(KEYS_AT_ONCE).toList();
        }
    }

    /** Timers that nobody asks for would name their keys in every checkpoint for ever. */
    static <N> void dropTimers(AbstractStreamOperator<?> operator, String name, TypeSerializer<N> namespaces)
            throws Exception {
        InternalTimerService<N> timers = operator.getInternalTimerService(name, namespaces, new NoTimers<>());
        for (List<Timer<N>> some = some(operator, timers); !some.isEmpty(); some = some(operator, timers)) {
            for (Timer<N> timer : some) {
                operator.setCurrentKey(timer.key());
                timers.deleteEventTimeTimer(timer.namespace(), timer.time());
            }
        }
    }

    private static <N> List<Timer<N>> some(AbstractStreamOperator<?> operator, InternalTimerService<N> timers)
            throws Exception {
        List<Timer<N>> some = new ArrayList<>();
        try {
            timers.forEachEventTimeTimer((namespace, time) -> {
                if (some.size() == KEYS_AT_ONCE) {
                    throw new EnoughException();
                }
                some.add(new Timer<>((String) operator.getCurrentKey(), namespace, time));
            });
        } catch (EnoughException enough) {
            // There is no other way to stop.
        }
        return some;
    }

    private static final class EnoughException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private record Timer<N>(String key, N namespace, long time) {}

    /** Of timers that are dropped before any can fire. */
    private static final class NoTimers<N> implements Triggerable<String, N> {
        @Override
        public void onEventTime(InternalTimer<String, N> timer) {
            throw new IllegalStateException("dropped when the savepoint was taken over: timer=" + timer);
        }

        @Override
        public void onProcessingTime(InternalTimer<String, N> timer) {
            onEventTime(timer);
        }
    }

    /** The bytes of a key's state, which must be there. */
    static byte[] required(byte @Nullable [] value, String key) {
        if (value == null) {
            throw new IllegalStateException("a key of a savepoint has no value: key=" + key);
        }
        return value;
    }
}
