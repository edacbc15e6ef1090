// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.InputStream;
import java.util.Set;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;

/** Inspection outcomes as JSON Lines: one object a line with the schema's names. */
public final class OutcomeLines {
    private static final Set<String> NOT_CONTENT = Set.of("outcomeId");
    private static final JsonWriter CANONICAL = new JsonWriter(false);

    private OutcomeLines() {}

    /** Reads one file, compressed with gzip or not. */
    public static LineReader<InspectionOutcome> read(InputStream in, String file) {
        JsonReader json = new JsonReader(InspectionOutcome.class);
        return FilingLines.open(in, file, raw -> complete(json.read(raw.bytes())));
    }

    /** Fills in tenant, identity and whether somebody looked, and refuses an outcome without a consignment. */
    public static InspectionOutcome complete(Draft draft) throws FaultException {
        draft.setIfAbsent("tenant", "default");
        if (draft.get("code") instanceof OutcomeCode code) {
            // Every other result is one that somebody found.
            draft.setIfAbsent("examined", code != OutcomeCode.NOT_EXAMINED);
        }
        boolean idGiven = draft.has("outcomeId");
        draft.setIfAbsent("outcomeId", "");
        InspectionOutcome outcome = (InspectionOutcome) draft.finish(() -> "");
        if (outcome.getConsignmentKey().isBlank()) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD, "consignmentKey", "required and blank: consignmentKey");
        }
        return idGiven ? outcome : identified(outcome);
    }

    /** The same outcome, with the identity that its content gives it. */
    public static InspectionOutcome identified(InspectionOutcome outcome) {
        outcome.setOutcomeId(ContentId.of(CANONICAL.bytes(outcome, NOT_CONTENT)).toString());
        return outcome;
    }
}
