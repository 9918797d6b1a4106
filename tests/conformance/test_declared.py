"""What pytest-lsp does not look at: diagnostics, code actions, edits, encodings and places."""

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException


def check_edit(desk, edit):
    if edit.document_changes:
        operations = [it for it in edit.document_changes if not isinstance(it, lsp.TextDocumentEdit)]
        declared = desk.declares("workspace.workspace_edit.resource_operations") or []
        for operation in operations:
            assert operation.kind in [it.value for it in declared], f"{operation.kind} not declared"
        versioned = desk.declares("workspace.workspace_edit.document_changes")
        assert versioned or operations, "documentChanges not declared"
        assert not edit.changes, "an edit in two forms"
    else:
        assert edit.changes, "an edit that changes nothing"


def check_diagnostic(desk, diagnostic):
    def declares(name):
        pushed = desk.declares(f"text_document.publish_diagnostics.{name}")
        return pushed or desk.declares(f"text_document.diagnostic.{name}")

    assert not diagnostic.related_information or declares("related_information")
    assert not diagnostic.code_description or declares("code_description_support")
    assert not diagnostic.tags or declares("tag_support")
    assert diagnostic.data is None or declares("data_support")
    assert diagnostic.source == "presscheck"


@pytest.mark.asyncio
async def test_the_encoding_is_one_of_those_offered(desk):
    offered = desk.declares("general.position_encodings") or [lsp.PositionEncodingKind.Utf16]
    chosen = desk.offer.position_encoding or lsp.PositionEncodingKind.Utf16
    assert chosen in offered


@pytest.mark.asyncio
async def test_diagnostics_are_pushed_or_pulled_and_have_what_is_declared(desk):
    pulls = desk.declares("text_document.diagnostic") is not None
    assert pulls or not desk.offer.diagnostic_provider, "pulling was not declared"
    found = await desk.diagnostics()
    doubled = [it for it in found if it.code == "doubled-word"]
    assert len(doubled) >= 3, found
    for diagnostic in found:
        check_diagnostic(desk, diagnostic)
    if desk.offer.diagnostic_provider:
        assert desk.uri not in desk.client.diagnostics, "pushed to a client that pulls"


@pytest.mark.asyncio
@pytest.mark.parametrize("only", [None, "quickfix", "source.fixAll"])
async def test_code_actions_have_what_is_declared(desk, only):
    found = await desk.diagnostics()
    wanted = [lsp.CodeActionKind(only)] if only else None
    context = lsp.CodeActionContext([it for it in found if it.code == "doubled-word"], wanted)
    actions = await desk.client.text_document_code_action_async(
        lsp.CodeActionParams(desk.document, desk.everywhere(), context)
    )
    literals = desk.declares("text_document.code_action.code_action_literal_support")
    if literals or desk.declares("workspace.apply_edit"):
        assert actions, "nothing is offered"
    for action in actions or []:
        if isinstance(action, lsp.Command):
            continue
        assert literals, "the client takes commands only"
        preferring = desk.declares("text_document.code_action.is_preferred_support")
        assert not action.is_preferred or preferring
        assert action.data is None or desk.declares("text_document.code_action.data_support")
        for diagnostic in action.diagnostics or []:
            check_diagnostic(desk, diagnostic)
        if action.edit is None and action.command is None:
            assert desk.declares("text_document.code_action.resolve_support")
            action = await desk.client.code_action_resolve_async(action)
        if action.edit is not None:
            check_edit(desk, action.edit)


@pytest.mark.asyncio
async def test_renaming_has_what_is_declared(desk):
    provider = desk.offer.rename_provider
    if not provider:
        pytest.skip("the server does not offer it")
    if isinstance(provider, lsp.RenameOptions):
        assert desk.declares("text_document.rename.prepare_support")
    renamed = 0
    for place in desk.places():
        if getattr(provider, "prepare_provider", None):
            try:
                await desk.client.text_document_prepare_rename_async(
                    lsp.PrepareRenameParams(desk.document, place)
                )
            except JsonRpcException as refusal:
                # It is told why.
                assert refusal.code == lsp.LSPErrorCodes.RequestFailed and refusal.message
                continue
        else:
            continue
        try:
            edit = await desk.client.text_document_rename_async(
                lsp.RenameParams(desk.document, place, "Ottar Vik")
            )
        except JsonRpcException as refusal:
            # A count cannot be called so.
            assert refusal.code == lsp.LSPErrorCodes.RequestFailed and refusal.message
            continue
        check_edit(desk, edit)
        renamed += 1
    assert renamed or not getattr(provider, "prepare_provider", None), "nothing can be renamed"
