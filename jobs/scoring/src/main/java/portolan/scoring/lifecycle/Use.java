// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

/**
 * A version that judges from some time on.
 *
 * @param from epoch milliseconds of order time
 */
public record Use(String name, int version, long from) {
    boolean isOf(RuleStep step) {
        return name.equals(step.name()) && version == step.version();
    }

    /** As messages name the version: "baseline v3". */
    public String versionName() {
        return name + " v" + version;
    }
}
