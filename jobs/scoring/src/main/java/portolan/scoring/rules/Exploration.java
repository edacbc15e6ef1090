// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.nio.charset.StandardCharsets;
import portolan.scoring.manifest.ConsignmentKey;

/**
 * The consignments that are examined because they were drawn, not because of what they score: the only ones from which
 * can be told, without bias, what the others hide. A consignment is drawn or not by its key alone, so that an
 * amendment, a replay and somebody who recomputes it by hand all come to the same answer; whoever was drawn under a
 * share is drawn under every larger one with the same seed.
 *
 * <p>The draw is the 64-bit FNV-1a hash of the seed's eight bytes, the highest first, and the key's bytes in UTF-8,
 * mixed by the finalizer of SplitMix64; drawn is whose upper 53 bits, as a number of 1/2^53, are below the share.
 *
 * @param share of all consignments, from 0 to {@value #LARGEST_SHARE}
 * @param seed another seed draws others
 */
public record Exploration(double share, long seed) {
    /** Nobody is drawn. */
    public static final Exploration NONE = new Exploration(0, 0);

    /** Every fifth: a larger share is no sample but another way of working. */
    public static final double LARGEST_SHARE = 0.2;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Exploration {
        if (!(share >= 0 && share <= LARGEST_SHARE)) {
            throw new IllegalArgumentException("share must be 0 to " + LARGEST_SHARE + ": share=" + share);
        }
    }

    /**
     * Whether a consignment is drawn, whatever its score: those that were red anyhow belong to the sample too. What is
     * estimated from drawn ones that were green alone is wrong.
     */
    public boolean draws(ConsignmentKey key) {
        return share > 0 && place(seed, key.value()) < share;
    }

    /** Where a key stands, from 0 to 1 and evenly. */
    static double place(long seed, String key) {
        long hash = FNV_OFFSET;
        for (int shift = 56; shift >= 0; shift -= 8) {
            hash = (hash ^ (seed >>> shift & 0xff)) * FNV_PRIME;
        }
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        // Keys of one carrier differ in their last digits, which FNV-1a alone does not carry up to the top.
        return (mixed(hash) >>> 11) * 0x1p-53;
    }

    private static long mixed(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
