// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.List;

/** Reference data that cannot be used, with every fault found: file, line, what is wrong. */
public final class ReferenceException extends RuntimeException {
    private final List<String> faults;

    public ReferenceException(List<String> faults) {
        super("reference data refused: " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
