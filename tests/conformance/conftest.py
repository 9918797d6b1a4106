"""The server, and the editors whose declarations it is held against."""

import json
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import converters
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

HERE = pathlib.Path(__file__).parent
CONVERTER = converters.get_converter()
SERVER = [os.environ["PRESSCHECK"], "lsp"]

# What pytest-lsp has recorded of editors.
KNOWN = [
    "neovim@0.6.1",
    "neovim@0.8.0",
    "neovim@0.11.0",
    "visual_studio_code@1.65.2",
    "emacs@29.1",
]
# What was recorded of editors here.
RECORDED = {path.stem: path for path in sorted((HERE.parent / "lsp/clients").glob("*.json"))}

TEXT = """\
TARNWICK, 18 May 2026 – The 🚢 Lantern Line’s new quay was opened at at noon on Tuesday 18 May 2026 by \
Harbour Master Oda Brevik, who said that the the crews of 12 ferries had waited for it since 2019.

“We are are proud of what stands here,” said Ms Brevik. “It it took nine years.”

The Tarnwick Harbour Union (THU) has 14 member ports. The THU plans a second quay for next month; \
its 15 member ports will vote on it on 3 June, said Harbour Master Brevik.

- 🎫 Tickets are sold from from Monday.
- Boats leave every hour
- The café opens at 9 a.m..

See https://www.example.org/quay or write to quay@example.org.

About the Tarnwick Harbour Union

Founded in 1974, the Tarnwick Harbour Union looks after the ports of the northern coast.

###
"""


def parameters(name, folder):
    """How an editor introduces itself in a folder."""
    if name in RECORDED:
        recorded = json.loads(RECORDED[name].read_text())
        parameters = CONVERTER.structure({**recorded, "processId": None}, lsp.InitializeParams)
    else:
        parameters = lsp.InitializeParams(capabilities=client_capabilities(name))
    parameters.root_uri = folder.as_uri()
    parameters.workspace_folders = [lsp.WorkspaceFolder(folder.as_uri(), "drafts")]
    parameters.initialization_options = {"quietMilliseconds": 0}
    return parameters


class Desk:
    """A client with a draft open."""

    def __init__(self, client, offer, uri):
        self.client = client
        self.offer = offer
        self.uri = uri
        self.document = lsp.TextDocumentIdentifier(uri)
        self.capabilities = client.capabilities

    def declares(self, path):
        """What the editor declares at a path of attributes; None if nothing."""
        value = self.capabilities
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    async def diagnostics(self):
        """The diagnostics of the draft, pulled or pushed."""
        if self.offer.diagnostic_provider:
            report = await self.client.text_document_diagnostic_async(
                lsp.DocumentDiagnosticParams(self.document)
            )
            return report.items
        # Those of a draft that was closed are none.
        while not self.client.diagnostics.get(self.uri):
            await self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.client.diagnostics[self.uri]

    def everywhere(self):
        """The whole draft."""
        return lsp.Range(lsp.Position(0, 0), lsp.Position(TEXT.count("\n"), 0))

    def places(self):
        """Places all over the draft, at the beginnings of words."""
        encoding = self.offer.position_encoding or lsp.PositionEncodingKind.Utf16
        width = {
            lsp.PositionEncodingKind.Utf8: lambda it: len(it.encode()),
            lsp.PositionEncodingKind.Utf16: lambda it: len(it.encode("utf-16-le")) // 2,
            lsp.PositionEncodingKind.Utf32: len,
        }[encoding]
        for number, line in enumerate(TEXT.splitlines()):
            words = line.split(" ")
            for index in range(0, len(words), 4):
                before = " ".join(words[:index]) + (" " if index else "")
                yield lsp.Position(number, width(before) + 1 if line else 0)


@pytest_lsp.fixture(
    scope="session",
    params=KNOWN + sorted(RECORDED),
    config=ClientServerConfig(server_command=SERVER),
)
async def client(request, lsp_client: LanguageClient, tmp_path_factory):
    """A session that begins and ends as the protocol asks."""
    for method in [
        lsp.CLIENT_REGISTER_CAPABILITY,
        lsp.CLIENT_UNREGISTER_CAPABILITY,
        lsp.WORKSPACE_CODE_LENS_REFRESH,
        lsp.WORKSPACE_INLAY_HINT_REFRESH,
        lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
        lsp.WORKSPACE_FOLDING_RANGE_REFRESH,
    ]:
        lsp_client.feature(method)(lambda _parameters=None: None)
    lsp_client.folder = tmp_path_factory.mktemp("drafts")
    introduction = parameters(request.param, lsp_client.folder)
    lsp_client.offer = await lsp_client.initialize_session(introduction)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def desk(client):
    """The client, with a draft open that is also on the disk."""
    path = client.folder / "draft.md"
    path.write_text(TEXT)
    uri = path.as_uri()
    client.diagnostics.clear()
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, TEXT))
    )
    desk = Desk(client, client.offer.capabilities, uri)
    yield desk
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(desk.document))
