// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping cannot be used, or not with this file: everything that is wrong with it, at once. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<MappingFault> faults;

    MappingException(List<MappingFault> faults) {
        super(faults.stream().map(MappingFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<MappingFault> faults() {
        return faults;
    }
}
