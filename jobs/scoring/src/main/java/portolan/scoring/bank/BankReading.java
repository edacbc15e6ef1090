// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * One number that is read of a declared memory.
 *
 * @param name for example {@code finds(telephone)} or {@code share(carrier | consignee)}
 * @param family what says much the same: readings of one family share a cap
 * @param means what the number is, with its unit
 * @param sign how it can speak
 */
public record BankReading(String name, String family, String means, Sign sign) {
    /** In which direction a larger value may move a score. */
    public enum Sign {
        UP,
        DOWN,
        FREE
    }
}
