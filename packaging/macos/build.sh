#!/usr/bin/env bash
# Makes dist/ShoeGUI-VERSION-macos-ARCH.dmg from the .app that packaging/bundle.py leaves in dist/.
# NOT YET RUN ON A MAC: so far it has only been read by bash and shellcheck.
#
#   CODESIGN_IDENTITY   whose signature; without it the .app is signed ad hoc, and a person has to
#                       allow it in System Settings, Privacy & Security
#   NOTARY_PROFILE      a profile of `notarytool store-credentials`; with it Apple notarises the .dmg
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

app=dist/ShoeGUI.app
python=${PYTHON:-.venv/bin/python}
version=$("$python" -c 'import shoegui; print(shoegui.__version__)')
image=dist/ShoeGUI-$version-macos-$(uname -m).dmg

[[ -d $app ]] || { echo "$app is not there: build the bundle first (make bundle)" >&2; exit 3; }

plist=$app/Contents/Info.plist
# Adds keys only: what shoegui.spec says already stays.
/usr/libexec/PlistBuddy -c "Merge packaging/macos/Info.plist" "$plist"
plutil -lint "$plist"

# Signed last: whatever changes afterwards breaks the seal.
if [[ -n ${CODESIGN_IDENTITY:-} ]]; then
  codesign --force --deep --timestamp --options runtime \
    --entitlements packaging/macos/entitlements.plist --sign "$CODESIGN_IDENTITY" "$app"
else
  codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -quiet -volname ShoeGUI -srcfolder "$staging" -fs HFS+ -format ULFO "$image"
hdiutil verify -quiet "$image"

if [[ -n ${NOTARY_PROFILE:-} ]]; then
  codesign --timestamp --sign "${CODESIGN_IDENTITY:?notarising needs a signature}" "$image"
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"
