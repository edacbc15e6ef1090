// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Where a graph in this process writes to; after a failure a value may be there twice, as in a topic. */
final class ListSink<T> implements Sink<T> {
    private static final Map<String, Queue<Object>> WRITTEN = new ConcurrentHashMap<>();

    private final String name;

    ListSink(String name) {
        this.name = name;
    }

    /** What was written under this name so far. */
    static List<Object> written(String name) {
        return new ArrayList<>(queue(name));
    }

    private static Queue<Object> queue(String name) {
        return WRITTEN.computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Queue<Object> queue = queue(name);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context unused) {
                queue.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Written at once.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
    }
}
