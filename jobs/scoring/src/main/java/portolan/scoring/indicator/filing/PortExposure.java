// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.ExposedPorts;
import portolan.scoring.reference.Reference;

/**
 * Loading or transshipment at a port that public sources name for a threat.
 *
 * <p>No reading when no place of loading or transshipment has a UN/LOCODE.
 */
final class PortExposure extends CaseIndicator {
    PortExposure() {
        super("port_exposure");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        int known = 0;
        for (Leg leg : event.live().routing()) {
            String locode = leg.locode();
            boolean loads = leg.function() == LegFunction.LOAD;
            if (locode == null || !(loads || leg.function() == LegFunction.TRANSSHIP)) {
                continue;
            }
            known++;
            List<ExposedPorts.Exposure> exposures = reference.exposedPorts().of(locode);
            if (!exposures.isEmpty()) {
                return reading(1, named(loads, locode, exposures));
            }
        }
        return known == 0
                ? null
                : reading(0, Wording.counted(known, "port", "ports") + " of loading and transshipment, none exposed");
    }

    private static String named(boolean loads, String locode, List<ExposedPorts.Exposure> exposures) {
        List<String> threats = new ArrayList<>();
        for (ExposedPorts.Exposure exposure : exposures) {
            threats.add(exposure.threat());
        }
        ExposedPorts.Exposure first = exposures.get(0);
        return (loads ? "loaded at " : "transshipped at ") + locode + " " + first.name() + ", named for "
                + String.join(" and ", threats) + " (" + first.source() + ")";
    }
}
