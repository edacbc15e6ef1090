// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

/** What became of some bytes: a value, or the reason why there is none. Bad bytes are a result, never an exception. */
public sealed interface DecodeResult<T> {
    /** The bytes were a record of this type. */
    record Value<T>(T value) implements DecodeResult<T> {}

    /** The bytes were not; they can be set aside with the reason. */
    record Refused<T>(WireFault fault) implements DecodeResult<T> {}
}
