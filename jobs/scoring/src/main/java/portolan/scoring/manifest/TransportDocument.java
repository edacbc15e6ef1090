// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A bill of lading or air waybill: {@code issuer} is a SCAC or an air waybill prefix. */
public record TransportDocument(
        String number,
        @Nullable String type,
        @Nullable String issuer,
        @Nullable LocalDate issueDate) {}
