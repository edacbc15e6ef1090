// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import portolan.scoring.ledger.Note;
import portolan.scoring.manifest.Position;

/** An input that the ledger set aside because it says nothing new. */
public record Noted(Note note, String ledgerKey, Position position) {}
