// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Too many records could not be handled: somebody must look, and starting the job again would not help. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class FloodException extends RuntimeException {
    /** Says how many were too many, and what to do. */
    public FloodException(String message, RuntimeException last) {
        super(message, last);
    }
}
