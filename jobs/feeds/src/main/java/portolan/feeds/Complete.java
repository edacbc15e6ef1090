// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.EnumSet;
import java.util.Set;
import portolan.schemas.avro.SourceRegime;

/** Of what a manifest names all bills, so that it withdraws those it leaves out. */
public enum Complete {
    /** Of nothing: a bill stands until a message says otherwise. */
    NOTHING,
    /** Of one call: the bills of one sender and voyage for the places of discharge that the message names. */
    CALL,
    /** Of a voyage: all bills of one sender and voyage. */
    VOYAGE;

    private static final Set<SourceRegime> MANIFESTS = EnumSet.of(SourceRegime.AWMDS, SourceRegime.CUSCAR);

    /** Whether messages of this format may name all bills of a manifest; supplements and waybills do not. */
    public static boolean isOf(SourceRegime format) {
        return MANIFESTS.contains(format);
    }
}
