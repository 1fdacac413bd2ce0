import { getAlertMails } from "./get-alert-mails.server.ts";
import { getBridgeAlertSettings } from "./get-alert-settings.server.ts";
import { getAlerts } from "./get-alerts.server.ts";
import { getApiClients } from "./get-api-clients.server.ts";
import { getBridgeAccount } from "./get-bridge-account.server.ts";
import { getBridgePool } from "./get-bridge-pool.server.ts";
import { getBridgePools } from "./get-bridge-pools.server.ts";
import { getBridgeTemplate } from "./get-bridge-template.server.ts";
import { getBridgeUpload } from "./get-bridge-upload.server.ts";
import { getClaimsExport } from "./get-claims-export.server.ts";
import { getCreationRefused } from "./get-creation-refused.server.ts";
import { getEndpoints } from "./get-endpoints.server.ts";
import { getHistory } from "./get-history.server.ts";
import { getPoolCheck } from "./get-pool-check.server.ts";
import { getPoolClaims } from "./get-pool-claims.server.ts";
import { getPoolCreation } from "./get-pool-creation.server.ts";
import { getPoolHistory } from "./get-pool-history.server.ts";
import { getPoolRedemptions } from "./get-pool-redemptions.server.ts";
import { getPoolUploads } from "./get-pool-uploads.server.ts";
import { getPrivacy } from "./get-privacy.server.ts";
import { getRules } from "./get-rules.server.ts";
import { getTemplates } from "./get-templates.server.ts";
import { getUploadRejects } from "./get-upload-rejects.server.ts";
import { postAnotherCode } from "./post-another-code.server.ts";
import { postApiClient } from "./post-api-client.server.ts";
import { postApiClientRevocation } from "./post-api-client-revocation.server.ts";
import { postApiClientRotation } from "./post-api-client-rotation.server.ts";
import { postBridgePool } from "./post-bridge-pool.server.ts";
import { postCodeVoid } from "./post-code-void.server.ts";
import { postContactData } from "./post-contact-data.server.ts";
import { postBridgeContactErasure } from "./post-contact-erasure.server.ts";
import { postCreationCancel } from "./post-creation-cancel.server.ts";
import { postDeliveryAgain } from "./post-delivery-again.server.ts";
import { postDisconnect } from "./post-disconnect.server.ts";
import { postEndpoint } from "./post-endpoint.server.ts";
import { postEndpointRemoval } from "./post-endpoint-removal.server.ts";
import { postEndpointSwitchOn } from "./post-endpoint-switch-on.server.ts";
import { postEndpointTest } from "./post-endpoint-test.server.ts";
import { postExchange } from "./post-exchange.server.ts";
import { postMoved } from "./post-moved.server.ts";
import { postPoolArchive } from "./post-pool-archive.server.ts";
import { postPoolCheck } from "./post-pool-check.server.ts";
import { postPoolCreation } from "./post-pool-creation.server.ts";
import { postPoolLookUp } from "./post-pool-look-up.server.ts";
import { postPoolUnarchive } from "./post-pool-unarchive.server.ts";
import { postPoolUpload } from "./post-pool-upload.server.ts";
import { postTemplate } from "./post-template.server.ts";
import { postTestMail } from "./post-test-mail.server.ts";
import { postUploadPreview } from "./post-upload-preview.server.ts";
import { postUploadStart } from "./post-upload-start.server.ts";
import { postUploadUndo } from "./post-upload-undo.server.ts";
import { putBridgeAlertSettings } from "./put-alert-settings.server.ts";
import { putBridgePool } from "./put-bridge-pool.server.ts";
import { putBridgeSettings } from "./put-bridge-settings.server.ts";
import { putPrivacy } from "./put-privacy.server.ts";
import { putTemplate } from "./put-template.server.ts";
import { putUploadPart } from "./put-upload-part.server.ts";

/** Every signed call of the bridge, in the order of the documentation. */
export const BRIDGE_OPERATIONS = [
  postExchange,
  postMoved,
  postDisconnect,
  getBridgeAccount,
  putBridgeSettings,
  getBridgePools,
  postBridgePool,
  getBridgePool,
  putBridgePool,
  postPoolArchive,
  postPoolUnarchive,
  getPoolCreation,
  postPoolCreation,
  postCreationCancel,
  getCreationRefused,
  getPoolCheck,
  postPoolCheck,
  getPoolRedemptions,
  getPoolClaims,
  postPoolLookUp,
  postCodeVoid,
  postAnotherCode,
  getPoolHistory,
  getClaimsExport,
  getHistory,
  getRules,
  getTemplates,
  postTemplate,
  getBridgeTemplate,
  putTemplate,
  postPoolUpload,
  putUploadPart,
  postUploadPreview,
  postUploadStart,
  getBridgeUpload,
  getPoolUploads,
  getUploadRejects,
  postUploadUndo,
  getApiClients,
  postApiClient,
  postApiClientRotation,
  postApiClientRevocation,
  getPrivacy,
  putPrivacy,
  postContactData,
  postBridgeContactErasure,
  getAlerts,
  getBridgeAlertSettings,
  putBridgeAlertSettings,
  postTestMail,
  getAlertMails,
  getEndpoints,
  postEndpoint,
  postEndpointTest,
  postEndpointSwitchOn,
  postEndpointRemoval,
  postDeliveryAgain,
];
