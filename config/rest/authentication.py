from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox import auth
from rest_framework.exceptions import AuthenticationFailed


class TokenAuthentication(auth.TokenAuthentication):
    def authenticate_credentials(self, token):
        try:
            return super().authenticate_credentials(token)
        except ValueError:  # bytes that are no text, which knox decodes unchecked
            raise AuthenticationFailed("Invalid token.") from None


class TokenScheme(KnoxTokenScheme):
    target_class = TokenAuthentication
    name = "token"
    priority = 1
