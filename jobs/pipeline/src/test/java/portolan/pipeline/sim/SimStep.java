// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** One operator of a chain. */
interface SimStep {
    /** The same at any parallelism and in any attempt. */
    String name();

    void record(int input, StreamRecord<?> element) throws Exception;

    void watermark(int input, Watermark mark) throws Exception;

    void status(int input, WatermarkStatus status) throws Exception;

    /** A barrier is about to leave. */
    void beforeBarrier(long checkpoint) throws Exception;

    /** Its part of a checkpoint, as it is now. */
    Part snapshot(long checkpoint, boolean isSavepoint) throws Exception;

    void completed(long checkpoint) throws Exception;

    /** The process is gone. */
    void close() throws Exception;

    /** A part of a checkpoint on its way to the store, while the task goes on. */
    interface Part {
        /** It is there. */
        Object stored() throws Exception;

        void cancel() throws Exception;
    }

    /** What is there at once. */
    record Ready(Object stored) implements Part {
        @Override
        public void cancel() {
            // Nothing is under way.
        }
    }
}
